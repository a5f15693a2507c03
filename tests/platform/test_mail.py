"""Mail settings: what is taken, what is refused, and that no password is told."""

from __future__ import annotations

import pytest

from monitoria.cli.doctor import check_mail
from monitoria.platform.config import Config, ConfigError
from monitoria.platform.mail import MailServer, is_address, read_mail_server
from tests.support.mail import post_office

BASE = {"MONITORIA_MAIL_FROM": "Monitoria <a@exemplo.com>", "MONITORIA_PUBLIC_URL": "https://m.exemplo.com"}


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://smtp.exemplo.com", MailServer("smtp.exemplo.com", 587, "starttls")),
        ("smtps://smtp.exemplo.com", MailServer("smtp.exemplo.com", 465, "implicit")),
        ("smtp://u:p%40%2Fw@h:2525?tls=starttls", MailServer("h", 2525, "starttls", "u", "p@/w")),
        ("smtp://u:p@127.0.0.1:25?tls=none", MailServer("127.0.0.1", 25, "none", "u", "p")),
    ],
)
def test_an_address_names_a_server(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "smtp.exemplo.com",
        "http://h",
        "smtp://",
        "smtp://u:segredo@h:porta",
        "smtp://u:segredo@h?tls=none",
        "smtp://h?x=1",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_telling_it(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({**BASE, "MONITORIA_SMTP_URL": url})
    assert "MONITORIA_SMTP_URL" in str(refused.value)
    assert "segredo" not in str(refused.value)


def test_a_server_alone_is_not_enough() -> None:
    with pytest.raises(ConfigError, match="MONITORIA_MAIL_FROM"):
        Config.from_environment({"MONITORIA_SMTP_URL": "smtp://h"})


@pytest.mark.parametrize("given", ["a", "a@b\nBcc: c@d", "a b@c"])
def test_a_sender_is_an_address(given: str) -> None:
    assert not is_address(given)


def test_the_doctor_knocks_at_the_mail_server() -> None:
    with post_office() as box:
        assert not check_mail(box.config()).remedy
        away = box.config()
    assert "MONITORIA_SMTP_URL" in check_mail(away).remedy
    assert not check_mail(Config()).remedy
