"""Writing letters: plain text and HTML, in the language their reader chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from monitoria.notifications.models import Notification, NotificationPreference
from monitoria.notifications.rules import (
    KINDS,
    Language,
    list_id,
    message_id,
    saying_of,
    screen_of,
    sentence_of,
    subject_of,
)
from monitoria.notifications.rules.mailing import digest_message_id
from monitoria.people.models import User
from monitoria.platform.clock import Zone
from monitoria.platform.config import Config
from monitoria.platform.mail import Letter

_WORDS: Mapping[str, Mapping[str, str]] = {
    Language.PORTUGUESE.value: {
        "hello": "Olá, {name}.",
        "open": "Abrir no Monitoria",
        "digest": "Resumo do dia: {count} avisos",
        "digest_one": "Resumo do dia: 1 aviso",
        "why": "Você recebe este e-mail porque tem uma conta no Monitoria. Escolha o que receber:",
    },
    Language.ENGLISH.value: {
        "hello": "Hello, {name}.",
        "open": "Open in Monitoria",
        "digest": "Daily digest: {count} notices",
        "digest_one": "Daily digest: 1 notice",
        "why": "You get this e-mail because you have an account in Monitoria. Choose what to get:",
    },
}
_HTML = """<!doctype html>
<html lang="{language}"><body style="font-family:system-ui,sans-serif;color:#1c2430;line-height:1.5;max-width:36rem">
<p>{hello}</p>
{items}
<p style="color:#5b6675;font-size:0.875rem;border-top:1px solid #d9dee5;padding-top:0.75rem">{why}<br>
<a href="{preferences}">{preferences}</a></p>
</body></html>
"""


def write_letter(
    config: Config,
    zone: Zone,
    user: User,
    preference: NotificationPreference | None,
    found: Sequence[Notification],
    *,
    is_digest: bool,
    now: datetime,
) -> Letter:
    """The letter about these notices. A digest says so even when it holds only one."""
    language = preference.language if preference else Language.PORTUGUESE.value
    words, base = _WORDS[language], config.public_url.rstrip("/")
    host = urlsplit(base).hostname or "monitoria.invalid"
    lines = [(_sentence(notice, language, zone), f"{base}{_screen(notice)}") for notice in found]
    hello = words["hello"].format(name=user.full_name)
    preferences = f"{base}/notifications/preferences"
    plain = "\n\n".join([hello, *(f"{text}\n{link}" for text, link in lines), f"{words['why']}\n{preferences}"]) + "\n"
    items = "\n".join(f'<p>{escape(text)}<br><a href="{escape(link)}">{words["open"]}</a></p>' for text, link in lines)
    html = _HTML.format(
        language=language, hello=escape(hello), items=items, why=words["why"], preferences=escape(preferences)
    )
    if is_digest:
        subject = words["digest_one"] if len(found) == 1 else words["digest"].format(count=len(found))
        identity = digest_message_id(host, user.id, zone.day_of(now))
    else:
        subject, identity = _subject(found[0], language, zone), message_id(host, found[0].id)
    headers = {
        "Date": format_datetime(now),
        "Message-ID": identity,
        "List-Id": list_id(host),
        "List-Unsubscribe": f"<{preferences}>",
        "Auto-Submitted": "auto-generated",
    }
    return Letter(user.email or "", subject, plain, html, headers)


def _sentence(notice: Notification, language: str, zone: Zone) -> str:
    return sentence_of(saying_of(notice.kind, notice.facts), notice.facts, language, zone.info)


def _subject(notice: Notification, language: str, zone: Zone) -> str:
    return subject_of(saying_of(notice.kind, notice.facts), notice.facts, language, zone.info)


def _screen(notice: Notification) -> str:
    return screen_of(KINDS.get(notice.kind), vars(notice))
