"""A device in words, out of what its browser says of itself. Never more than words: it is no proof of anything."""

from __future__ import annotations

LONGEST_DEVICE = 80

# The first that is found counts: every browser also calls itself by the names of others.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_in_words(agent: str) -> str:
    """“Firefox · Windows”; the program's own name for one that is no browser; nothing when it says nothing."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    if browser:
        return f"{browser} · {system}" if system else browser
    program = agent.split("/", 1)[0].split(" ", 1)[0]
    return "".join(c for c in program if c.isprintable())[:LONGEST_DEVICE]
