"""The certificate that the summit's server shows, and how a table knows that it is the one the code names.

Nobody vouches for a laptop in a conference room, so the code carries the beginning of the certificate's SHA-256: the
table fetches the certificate, compares, and trusts that one alone.
"""

from __future__ import annotations

import hashlib
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.sync.files import write_secret
from workshop.sync.join_code import FINGERPRINT_BYTES, JoinCode

LASTS: Final = timedelta(days=60)
BEFORE: Final = timedelta(days=2)
"""A table whose clock is a day behind can join all the same."""

PATIENCE: Final = 5.0


def keep_certificate(folder: Path, now: datetime) -> bytes:
    """Return the certificate (PEM) in ``folder``; one that is missing or runs out within a week is made anew."""
    path = folder / "certificate.pem"
    if path.exists() and (folder / "key.pem").exists():
        pem = path.read_bytes()
        if expires(pem) > now + timedelta(days=7):
            return pem
    certificate, key = make_certificate(now)
    write_secret(folder / "key.pem", key)
    write_secret(path, certificate)
    return certificate


def make_certificate(now: datetime) -> tuple[bytes, bytes]:
    """Return a new certificate and its key, both PEM."""
    from cryptography import x509  # noqa: PLC0415 - heavy, and only the desk needs it
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "workshop summit")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    return (
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()),
    )


def expires(pem: bytes) -> datetime:
    """Return when a certificate runs out."""
    from cryptography import x509  # noqa: PLC0415 - heavy, and only the desk needs it

    return x509.load_pem_x509_certificate(pem).not_valid_after_utc


def fingerprint(pem: bytes) -> bytes:
    """Return what a join code carries of a certificate."""
    der = ssl.PEM_cert_to_DER_cert(pem.decode("ascii"))
    return hashlib.sha256(der).digest()[:FINGERPRINT_BYTES]


def trusting(pem: bytes) -> ssl.SSLContext:
    """Return how to connect to the server that has this certificate, and to no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False  # the address changes with the Wi-Fi; the certificate does not
    context.load_verify_locations(cadata=pem.decode("ascii"))
    return context


def fetch_certificate(code: JoinCode) -> bytes:
    """Return the server's certificate (PEM). Raises ``Refused`` where it is not the code's, and ``OSError``."""
    pem = ssl.get_server_certificate((code.host, code.port), timeout=PATIENCE).encode("ascii")
    if fingerprint(pem) != code.fingerprint:
        raise Refused(
            f"Another summit answers at {code.host}, port {code.port}, than the one the code is of. "
            "Nothing was sent to it; join with the code that the wall shows now."
        )
    return pem


def today() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
