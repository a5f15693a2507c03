"""Writing the letter that a scheduled report comes with: what it is, never what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit
from uuid import UUID

from monitoria.people.models import User
from monitoria.platform.config import Config
from monitoria.platform.mail import Attachment, Letter
from monitoria.reports.service.printing import Printed

_WORDS: Mapping[str, Mapping[str, str]] = {
    "pt-BR": {
        "subject": "Relatório: {title}",
        "hello": "Olá, {name}.",
        "body": "Segue em anexo o relatório “{title}”. Ele é só para você: não o afixe nem o encaminhe a colegas.",
        "why": "Você o recebe porque alguém que lidera a sua equipe o programou no Monitoria:",
    },
    "en": {
        "subject": "Report: {title}",
        "hello": "Hello, {name}.",
        "body": "The report “{title}” is attached. It is for you alone: do not post it, nor pass it on to colleagues.",
        "why": "You get it because somebody who leads your team scheduled it in Monitoria:",
    },
}
_HTML = """<!doctype html>
<html lang="{language}"><body style="font-family:system-ui,sans-serif;color:#172324;line-height:1.5;max-width:36rem">
<p>{hello}</p>
<p>{body}</p>
<p style="color:#465456;font-size:0.875rem;border-top:1px solid #dfdbd0;padding-top:0.75rem">{why}<br>
<a href="{link}">{link}</a></p>
</body></html>
"""


def write_letter(
    config: Config, user: User, delivery_id: UUID, title: str, printed: Printed, language: str, now: datetime
) -> Letter:
    """The letter with the pages; no figure stands in it, least of all in its subject."""
    words, link = _WORDS[language], config.public_url.rstrip("/")
    host = urlsplit(link).hostname or "monitoria.invalid"
    hello, body = words["hello"].format(name=user.full_name), words["body"].format(title=title)
    html = _HTML.format(
        language=language, hello=escape(hello), body=escape(body), why=escape(words["why"]), link=escape(link)
    )
    headers = {
        "Date": format_datetime(now),
        # The same for every attempt to send the same report, so that a mail system can tell.
        "Message-ID": f"<{delivery_id.hex}@{host}>",
        "List-Id": f"Monitoria <relatorios.{host}>",
        "Auto-Submitted": "auto-generated",
    }
    return Letter(
        user.email or "",
        words["subject"].format(title=title),
        "\n\n".join((hello, body, f"{words['why']}\n{link}")) + "\n",
        html,
        headers,
        Attachment(printed.file_name, printed.content, "application/pdf"),
    )
