"""Where the installation goes when somebody types an address in, and where it refuses to."""

from __future__ import annotations

import datetime as clock
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from monitoria.platform.outward import Allowance, NotOurs, NotPosted, is_public, post, read_allowance, read_place
from tests.support.receiver import receiving

NOTHING = Allowance()
HERE = read_allowance("127.0.0.1")
PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "0.0.0.1"),
    *("169.254.169.254", "100.64.0.1", "100.127.255.255", "100.100.100.200", "192.0.0.192", "192.0.2.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("168.63.129.16", "192.88.99.1"),
    *("::", "::1", "::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::"),
    *("2001::1", "2001:db8::1", "3fff::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "100::1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused_in_every_dress(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(NotPosted) as refused:
        post("https://nome.test/", b"", {}, NOTHING, lookup=lambda *_: ["93.184.215.14", address])
    assert refused.value.rule == "private-address"


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1"])
def test_what_is_public_is_not(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("http://exemplo.com.br/", "https"),
        ("ftp://exemplo.com.br/", "url"),
        ("https://", "url"),
        ("https:///x", "url"),
        ("exemplo.com.br", "url"),
        ("https://exemplo.com.br:22/", "port"),
        ("https://exemplo.com.br:0/", "url"),
        ("https://exemplo.com.br:99999/", "url"),
        ("https://eu:senha@exemplo.com.br/", "credentials"),
        ("https://exemplo.com.br/#x", "fragment"),
        ("https://exemplo.com.br/\r\nX: y", "url"),
        ("https://exemplo.com.br\\@10.0.0.1/", "url"),
        ("https://açaí.com.br/", "url"),
        ("https://10.0.0.1/", "private-address"),
        ("https://[::1]/", "private-address"),
        ("https://[::ffff:169.254.169.254]/", "private-address"),
        ("https://[fe80::1%25eth0]/", "url"),
        ("https://" + "a" * 600, "url"),
    ],
)
def test_an_address_is_refused_for_what_its_text_says(url: str, rule: str) -> None:
    with pytest.raises(NotOurs) as refused:
        read_place(url, NOTHING)
    assert refused.value.rule == rule


@given(st.text(max_size=80))
def test_no_text_is_an_address_that_leads_into_the_house(words: str) -> None:
    for url in (words, f"https://{words}", f"https://{words}@127.0.0.1/"):
        try:
            place = read_place(url, NOTHING)
        except NotOurs:
            continue
        assert place.scheme == "https"
        assert place.host not in ("127.0.0.1", "::1")


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.0.0.1", "0177.0.0.1", "localhost"])
def test_a_number_that_the_system_reads_as_an_address_is_seen_through(host: str) -> None:
    with pytest.raises(NotPosted) as refused:
        post(f"https://{host}/", b"", {}, NOTHING)
    assert refused.value.rule == "private-address"


def test_the_settings_allow_names_and_networks() -> None:
    allowed = read_allowance(" recebedor.interno , 10.20.0.0/16, ::1 ")
    assert read_allowance(str(allowed)) == allowed  # as child processes are given it
    assert read_allowance(str(NOTHING)) == NOTHING
    assert read_place("http://RECEBEDOR.interno:9000/x?y=1", allowed).target == "/x?y=1"
    assert read_place("http://10.20.3.4:9000/", allowed).port == 9000
    with pytest.raises(NotOurs):
        read_place("http://10.21.3.4/", allowed)
    for wrong in ("10.0.0.0/99", "http://x", "a b"):
        with pytest.raises(ValueError, match="não é um nome"):
            read_allowance(wrong)


def test_an_allowed_network_does_not_open_others() -> None:
    with pytest.raises(NotPosted) as refused:
        post("http://nome.test:9/", b"", {}, HERE, lookup=lambda *_: ["127.0.0.1", "10.0.0.1"])
    assert refused.value.rule == "private-address"
    with pytest.raises(NotPosted) as refused:
        post("http://nome.test/", b"", {}, HERE, lookup=lambda *_: ["93.184.215.14"])
    assert refused.value.rule == "https"


def test_a_name_that_leads_elsewhere_a_moment_later_changes_nothing() -> None:
    """DNS rebinding: the name is looked up once, and what was checked is what is connected to."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with receiving() as public, receiving("127.0.0.2", public.port) as private:
        answer = post(f"http://nome.test:{public.port}/x", b"{}", {}, HERE, lookup=rebinding)
        assert answer.status == 200
        assert (asked, len(public.heard), len(private.heard)) == (["nome.test"], 1, 0)
        assert public.heard[0].headers["host"] == f"nome.test:{public.port}"


def test_a_redirect_is_an_answer_and_nobody_goes_there() -> None:
    with receiving() as receiver, receiving() as private:
        receiver.status, receiver.headers = 307, {"Location": private.url}
        assert post(receiver.url, b"{}", {}, HERE).status == 307
        assert private.heard == []


def test_of_a_long_answer_the_beginning_is_read() -> None:
    with receiving() as receiver:
        receiver.body = b"x" * 1_000_000
        assert post(receiver.url, b"{}", {}, HERE).body == b"x" * 1024


def test_a_receiver_that_drips_is_left_when_the_time_is_over() -> None:
    def drip(handler: Any) -> None:
        for _ in range(100):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.05)

    with receiving() as receiver:
        receiver.reply = drip
        began = time.monotonic()
        with pytest.raises(NotPosted) as late:
            post(receiver.url, b"{}", {}, HERE, seconds=0.4)
        assert late.value.rule == "timeout"
        assert time.monotonic() - began < 4


def test_a_name_that_takes_too_long_is_not_waited_for() -> None:
    is_over = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        is_over.wait(20)
        return ["127.0.0.1"]

    with pytest.raises(NotPosted) as late:
        post("https://nome.test/", b"{}", {}, HERE, seconds=0.2, lookup=slow)
    is_over.set()
    assert late.value.rule == "timeout"


def test_what_does_not_answer_or_is_no_http_is_said() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(NotPosted) as nobody:
            post(f"http://127.0.0.1:{port}/", b"{}", {}, HERE)
    assert nobody.value.rule == "unreachable"

    def babble(handler: Any) -> None:
        handler.wfile.write(b"hello\r\n\r\n")

    with receiving() as receiver:
        receiver.reply = babble
        with pytest.raises(NotPosted) as odd:
            post(receiver.url, b"{}", {}, HERE)
    assert odd.value.rule == "not-http"


@contextmanager
def _certified(folder: Path, name: str) -> Iterator[ssl.SSLContext]:
    """A server's context with a certificate of its own for `name`."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = clock.datetime.now(clock.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - clock.timedelta(days=1))
        .not_valid_after(now + clock.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))
    (folder / "cert.pem").write_bytes(built.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    yield context


def test_tls_checks_the_name_though_the_address_is_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _certified(tmp_path, "recebedor.test") as context, receiving(context=context) as receiver:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))

        def here(host: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        right, wrong = (f"https://{name}.test:{receiver.port}/" for name in ("recebedor", "outro"))
        assert post(right, b"{}", {}, HERE, lookup=here).status == 200
        with pytest.raises(NotPosted) as refused:
            post(wrong, b"{}", {}, HERE, lookup=here)
        assert refused.value.rule == "tls"
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(NotPosted) as unknown:
            post(right, b"{}", {}, HERE, lookup=here)
        assert unknown.value.rule == "tls"
