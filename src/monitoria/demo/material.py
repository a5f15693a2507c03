"""Many different texts made from few, each with its search words worked out once."""

from __future__ import annotations

import random
from dataclasses import dataclass

from monitoria.demo.scenes import FIRST_NAMES, LAST_NAMES, SCENES
from monitoria.platform.search import search_text

CUSTOMERS, NOTES = 50_000, 4_000
_PLACES = ("na loja", "pelo aplicativo", "por telefone", "pelo site", "na agência", "por e-mail", "no quiosque")
_MOODS = ("calmo", "irritado", "satisfeito", "com pressa", "confuso", "cordial", "insatisfeito")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who calls, more than once."""

    name: str
    phone: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """What a call was about."""

    category: str
    subject: str
    notes: str
    words: str


def make_customers(chance: random.Random, calls: int) -> list[Customer]:
    """Customers, fewer than calls: most people call again."""
    customers = []
    for _ in range(min(CUSTOMERS, calls // 8 + 1)):
        name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {chance.choice(LAST_NAMES)}"
        phone, document = f"9{chance.randrange(10_000_000, 99_999_999)}", f"{chance.randrange(10**10, 10**11)}"
        customers.append(Customer(name, f"11 {phone}", document, search_text(name, f"11 {phone} 11{phone}", document)))
    return customers


def make_stories(chance: random.Random) -> list[Story]:
    """Reasons to call, each told a little differently."""
    stories = []
    for number in range(NOTES):
        scene = SCENES[number % len(SCENES)]
        detail = f"Contato anterior {chance.choice(_PLACES)}; cliente {chance.choice(_MOODS)}. Caso {number:04d}."
        notes = f"{scene.notes} {detail}"
        stories.append(Story(scene.category, scene.subject, notes, search_text(scene.subject, notes)))
    return stories
