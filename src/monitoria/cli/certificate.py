"""`monitoria certificate`: a certificate signed by itself, until the installation has one that browsers know."""

from __future__ import annotations

import ipaddress
import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from monitoria.cli.errors import CommandError
from monitoria.platform.clock import utc_now

CERTIFICATE, KEY = "fullchain.pem", "privkey.pem"
LIFETIME = timedelta(days=365)


def make_certificate(folder: Path, name: str) -> int:
    """Write both files into `folder` unless they are there: one that somebody put there is never replaced."""
    certificate, key = folder / CERTIFICATE, folder / KEY
    if certificate.exists() or key.exists():
        print(f"Já há um certificado em {folder}: nada foi mudado.")
        return 0
    private = ec.generate_private_key(ec.SECP256R1())
    made = _signed(private, name, utc_now())
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        _write(key, _as_text(private), 0o640)
        _write(certificate, made.public_bytes(serialization.Encoding.PEM), 0o644)
    except OSError as error:
        raise CommandError(f"O certificado não pode ser gravado em {folder}: {error.strerror or error}.") from None
    print(f"Certificado para {name} em {folder}, assinado por si mesmo: troque-o por um que os navegadores conheçam.")
    return 0


def _signed(private: ec.EllipticCurvePrivateKey, name: str, now: datetime) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectAlternativeName([_alternative(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_USAGE, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )


_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _as_text(private: ec.EllipticCurvePrivateKey) -> bytes:
    kind, nothing = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, kind, nothing)


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
