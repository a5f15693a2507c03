"""Mail: one letter at a time to an SMTP server, with a word right before the point of no return."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import parseaddr
from types import TracebackType
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from monitoria.platform import tracing

TIMEOUT_SECONDS = 15
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
_PORTS = {"smtp": 587, "smtps": 465}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What a server's reply is cut to before it is kept.
_LONGEST_REPLY = 200

Tls = Literal["starttls", "implicit", "none"]


# What could not be handed in for so long is given up: it stands in the application.
WORTH_SENDING = timedelta(days=5)


def next_try(attempts: int, now: datetime) -> datetime:
    """When to try again after so many failures: 1, 2, 4 … minutes later, an hour at most."""
    doublings: int = min(max(attempts, 1) - 1, 10)
    return now + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


class MailUnreachable(Exception):
    """The server can't be spoken to: nothing was sent."""


class MailRefused(Exception):
    """The server said no to this letter, for good or for now: it was not sent."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


class MailUnsure(Exception):
    """The letter was handed over and no answer came: nobody knows whether it was sent."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in. The password is in no text of it."""

    host: str
    port: int
    tls: Tls
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def read_mail_server(url: str) -> MailServer:
    """The server that `smtp://user:password@host:587?tls=starttls` or `smtps://…` names.

    Raises ValueError with a Portuguese reason that tells nothing of the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("o endereço não pode ser lido") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("o endereço deve ser como smtp://usuario:senha@servidor:587?tls=starttls")
    tls = _read_tls(parts.scheme, parse_qs(parts.query))
    if parts.password and tls == "none" and parts.hostname not in _LOOPBACK:
        raise ValueError("sem TLS a senha iria aberta pela rede: use tls=starttls ou smtps://")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port or _PORTS[parts.scheme], tls, user, password)


def _read_tls(scheme: str, query: Mapping[str, list[str]]) -> Tls:
    asked = query.get("tls", ["implicit" if scheme == "smtps" else "starttls"])[-1]
    if set(query) - {"tls"} or asked not in ("starttls", "implicit", "none"):
        raise ValueError("depois de ? só cabe tls=starttls, tls=implicit ou tls=none")
    return asked  # type: ignore[return-value]


def is_address(text: str) -> bool:
    """Whether letters can come from here: `nome@dominio` or `Nome <nome@dominio>`."""
    address = parseaddr(text)[1]
    return re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address) is not None and "\n" not in text and "\r" not in text


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; `content_type` like `application/pdf`."""

    file_name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in plain text and HTML; `headers` are added as they stand."""

    to: str
    subject: str
    plain: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)
    attachment: Attachment | None = None

    def as_message(self, sender: str) -> EmailMessage:
        message = EmailMessage(policy=WIRE)
        message["From"], message["To"], message["Subject"] = sender, self.to, self.subject
        for name, value in self.headers.items():
            message[name] = value
        message.set_content(self.plain)
        message.add_alternative(self.html, subtype="html")
        if self.attachment is not None:
            kind, _, subtype = self.attachment.content_type.partition("/")
            name = self.attachment.file_name
            message.add_attachment(self.attachment.content, maintype=kind, subtype=subtype, filename=name)
        return message


class Mailer:
    """An open connection to the server, for as long as the block lasts. Raises `MailUnreachable` on entering."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server = server
        self._sender = sender
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Mailer:
        try:
            self._connection = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnreachable(_reason(error)) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            try:
                self._connection.quit()
            except (OSError, smtplib.SMTPException):
                self._connection.close()

    def _connect(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.tls == "implicit":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.ehlo_or_helo_if_needed()
            if server.tls == "starttls":
                connection.starttls(context=context)
                connection.ehlo()
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def send(self, letter: Letter, handing_over: Callable[[], None]) -> None:
        """Send one letter; `handing_over` is called when its content is about to leave, and not before.

        Raises `MailRefused`, `MailUnreachable` (nothing left) or `MailUnsure` (it left, and no answer came).
        """
        from monitoria.platform.metrics import meters  # noqa: PLC0415 - settings are read without what counts

        outcome = "failed"
        try:
            with tracing.span("send letter", "client"):
                self._send(letter, handing_over)
            outcome = "sent"
        except MailUnsure:
            outcome = "unsure"
            raise
        except MailRefused:
            outcome = "refused"
            raise
        finally:
            meters.LETTERS.labels(outcome).inc()

    def _send(self, letter: Letter, handing_over: Callable[[], None]) -> None:
        assert self._connection is not None  # noqa: S101 - used inside its block
        message = letter.as_message(self._sender)
        if not letter.to.isascii():
            raise MailRefused("o endereço tem letras que o correio comum não leva", is_final=True)
        connection, content = self._connection, message.as_bytes()
        try:
            connection.rset()
            _expect(connection.mail(parseaddr(self._sender)[1]), (250,))
            _expect(connection.rcpt(letter.to), (250, 251))
            _expect(connection.docmd("data"), (354,))
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnreachable(_reason(error)) from None
        handing_over()
        try:
            connection.send(re.sub(rb"(?m)^\.", b"..", content).rstrip(b"\r\n") + b"\r\n.\r\n")
            answer = connection.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnsure(_reason(error)) from None
        _expect(answer, (250,))


def _expect(answer: tuple[int, bytes], good: tuple[int, ...]) -> None:
    code, words = answer
    if code == 421:
        raise MailUnreachable(f"421 {_cut(words)}")
    if code not in good:
        raise MailRefused(f"{code} {_cut(words)}", is_final=code >= 500)


def _cut(words: bytes) -> str:
    return words.decode("utf-8", "replace").replace("\x00", "")[:_LONGEST_REPLY]


def _reason(error: Exception) -> str:
    """What went wrong, without what we sent: an authentication error may echo it."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"{error.smtp_code} usuário ou senha recusados"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_cut(error.smtp_error if isinstance(error.smtp_error, bytes) else b'')}"
    return f"{type(error).__name__}: {error}"[:_LONGEST_REPLY]
