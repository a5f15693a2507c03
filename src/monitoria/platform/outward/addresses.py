"""Where requests may go: public addresses, and what the installation's settings allow besides.

Whoever may type an address in must not make the server look around in its own network: not by a private address, not by
a name that leads to one, not by one that hides it inside another kind of address.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# A name and a port → its addresses as text, like `socket.getaddrinfo` finds them.
Lookup = Callable[[str, int], Iterable[str]]

USUAL_PORTS = frozenset({80, 443, 8080, 8443})
LONGEST_URL = 500
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?|\[[0-9A-Fa-f:.]+\]")
# Written out, because what the standard library calls global changed from version to version. (RFC 6890 and after.)
_NEVER: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # public by number: Azure's wire server
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # Teredo, ORCHID and other arrangements
        "2001:db8::/32",
        "3fff::/20",
        "2002::/16",  # 6to4: holds an IPv4 address, which may be any
    )
)
# Of IPv6 only what is given out to the public (RFC 4291); NAT64, mapped and private addresses all lie outside.
_GIVEN_OUT = ip_network("2000::/3")


class NotOurs(Exception):
    """The request must not go there; the message is a Portuguese reason. `rule` is its stable name."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is allowed besides public addresses: names of hosts, and networks. There plain HTTP and any port go too."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    def __str__(self) -> str:
        """As it is written in the settings: child processes are given it so."""
        return ", ".join([*sorted(self.names), *map(str, self.networks)])

    def has_name(self, host: str) -> bool:
        return host.lower().rstrip(".") in self.names

    def has_address(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a URL leads: the host as it is called, its port, and what is asked of it."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_secret(self) -> bool:
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_allowance(text: str) -> Allowance:
    """The allowance in a list like `recebedor.interno, 10.20.0.0/16`. Raises ValueError with a Portuguese reason."""
    names, networks = set(), []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            networks.append(ip_network(part, strict=False))
        except ValueError:
            if not _HOST.fullmatch(part) or "/" in part:
                raise ValueError(f"“{part}” não é um nome de servidor nem uma rede como 10.20.0.0/16") from None
            names.add(part.lower().rstrip("."))
    return Allowance(frozenset(names), tuple(networks))


def read_place(url: str, allowance: Allowance) -> Place:
    """Where `url` leads, as far as its text tells. Raises `NotOurs`."""
    place = _read(url)
    literal = _literal(place.host)
    is_allowed = allowance.has_name(place.host) or (literal is not None and allowance.has_address(literal))
    if is_allowed or (literal is None and allowance.networks):  # which network a name leads to is seen when it is used
        return place
    if not place.is_secret:
        raise NotOurs("https", "O endereço deve começar com https://.")
    if place.port not in USUAL_PORTS:
        raise NotOurs("port", "Só se envia às portas 443, 80, 8443 e 8080.")
    if literal is not None and not is_public(literal):
        raise NotOurs("private-address", "Este endereço não é público: o servidor não envia nada à própria rede.")
    return place


def _read(url: str) -> Place:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotOurs("url", "Este endereço não pode ser lido.") from None
    host = parts.netloc.rpartition("@")[2]
    host = host if port is None else host.removesuffix(f":{host.rpartition(':')[2]}")
    is_plain = len(url) <= LONGEST_URL and re.fullmatch(r"[!-~]+", url) and "\\" not in url
    if not is_plain or parts.scheme not in _PORTS or not _HOST.fullmatch(host) or len(host) > 253 or port == 0:
        raise NotOurs("url", "O endereço deve ser como https://recebedor.exemplo.com.br/monitoria.")
    if "@" in parts.netloc:
        raise NotOurs("credentials", "O endereço não pode levar usuário e senha: a assinatura já prova quem envia.")
    if "#" in url:
        raise NotOurs("fragment", "O endereço não pode ter #.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host.strip("[]"), port or _PORTS[parts.scheme], target)


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Whether anybody on the internet would reach the same machine at this address."""
    if any(address in network for network in _NEVER):
        return False
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(place: Place, allowance: Allowance, seconds: float, lookup: Lookup | None = None) -> list[Address]:
    """The addresses that `place` leads to, every one of them allowed. Raises `NotOurs`, OSError or TimeoutError.

    A name that leads to a private address beside public ones is refused: which of them is used would be chance.
    """
    found = list(dict.fromkeys(_plain(text) for text in _look_up(place, seconds, lookup or _ask_system)))
    if not found:
        raise OSError("o nome não leva a endereço nenhum")
    if allowance.has_name(place.host) or all(allowance.has_address(address) for address in found):
        return found
    if not all(is_public(address) or allowance.has_address(address) for address in found):
        raise NotOurs("private-address", "O nome leva a um endereço que não é público.")
    if not place.is_secret:
        raise NotOurs("https", "O endereço deve começar com https://.")
    if place.port not in USUAL_PORTS:
        raise NotOurs("port", "Só se envia às portas 443, 80, 8443 e 8080.")
    return found


def _plain(text: str) -> Address:
    """The address in `text`, out of what may be wrapped around it."""
    address = ip_address(text.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _ask_system(host: str, port: int) -> Iterable[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _look_up(place: Place, seconds: float, lookup: Lookup) -> Iterable[str]:
    """What `lookup` says, if it says so in time: the system's own takes as long as it likes."""
    said: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            said.put(list(lookup(place.host, place.port)))
        except (OSError, UnicodeError) as error:
            said.put(error if isinstance(error, OSError) else OSError(str(error)))

    Thread(target=ask, daemon=True, name="lookup").start()
    try:
        answer = said.get(timeout=max(seconds, 0.001))
    except Empty:
        raise TimeoutError("o nome não foi encontrado a tempo") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
