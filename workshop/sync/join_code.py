"""The code by which a table joins a summit: short enough to type, and drawn as a QR code beside it.

Thirty bytes, or more where the server has a name instead of an address: version, port, the beginning of the
certificate's fingerprint, a secret, the address, and a check byte, so that a slip is told at once. The hall's code is
one for all tables; that of one table has a secret of its own, and the table in it: two bytes more, and those of a name.
Nobody vouches for a laptop in a conference room, so a table fetches the certificate, compares it with the code, and
trusts that one alone.
Written with the letters that Douglas Crockford chose (crockford.com/base32.html): 0 and O, 1, I and L are the same.
"""

from __future__ import annotations

import hashlib
import ssl
import zlib
from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import Refused, Unreadable
from workshop.model.text import one_line
from workshop.sync.files import write_secret
from workshop.sync.subjects import ENROL, NEWCOMER, SEAT_NEWCOMER, seat_enrol, user_of

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FINGERPRINT_BYTES: Final = 12
SECRET_BYTES: Final = 10
_OF_THE_HALL: Final = 1
_OF_A_TABLE: Final = 2
_FIXED: Final = 1 + 2 + FINGERPRINT_BYTES + SECRET_BYTES
_ADDRESS_BYTES: Final = 4
_NO_CODE: Final = "That is not a summit's code: a letter is wrong or missing. Type it again from the wall."
_SAME: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\n": None, "\r": None})
_LONGEST: Final = 1_000
LASTS: Final = timedelta(days=60)
BEFORE: Final = timedelta(days=2)
"""A table whose clock is a day behind can join all the same."""

PATIENCE: Final = 5.0


class JoinCode(NamedTuple):
    """Where the summit's server is, how it is known, and what lets a table in.

    ``seat`` is the place of the one table that it is for (0: for any); ``named`` its name, where that is no number.
    """

    host: str
    port: int
    fingerprint: bytes
    secret: bytes
    seat: int = 0
    named: str = ""

    def __str__(self) -> str:
        version, of_table = (_OF_A_TABLE, self._of_table()) if self.seat else (_OF_THE_HALL, b"")
        known = self.port.to_bytes(2, "big") + self.fingerprint + self.secret
        body = bytes((version,)) + known + of_table + _packed(self.host)
        return written(body + bytes((zlib.crc32(body) & 0xFF,)))

    def _of_table(self) -> bytes:
        name = self.named.encode()
        return bytes((self.seat, len(name))) + name

    @property
    def table(self) -> str:
        """Return the table that it is for: "7"; empty for the hall's."""
        return self.named or (str(self.seat) if self.seat else "")

    @property
    def newcomer(self) -> str:
        """Return the user as whom a table says its name for the first time."""
        return user_of(SEAT_NEWCOMER, self.seat) if self.seat else NEWCOMER

    @property
    def enrol(self) -> str:
        """Return where a table says its name for the first time."""
        return seat_enrol(self.seat) if self.seat else ENROL

    @property
    def password(self) -> str:
        """Return the newcomers' password."""
        return self.secret.hex()


def read_code(text: str) -> JoinCode:
    """Return what a code says. Raises ``Refused`` where it is none."""
    data = read_letters(text)
    if len(data) <= _FIXED + 1 or zlib.crc32(data[:-1]) & 0xFF != data[-1]:
        raise Refused(_NO_CODE)
    if data[0] not in {_OF_THE_HALL, _OF_A_TABLE}:
        raise Refused("That code was made by a newer version of workshop. Update this one to join.")
    secret = 3 + FINGERPRINT_BYTES
    seat, named, host = _ending(data[_FIXED:-1]) if data[0] == _OF_A_TABLE else (0, "", data[_FIXED:-1])
    port = int.from_bytes(data[1:3], "big")
    return JoinCode(_unpacked(host), port, data[3:secret], data[secret:_FIXED], seat, named)


def _ending(data: bytes) -> tuple[int, str, bytes]:
    """Return the seat, the table's name and the address in the code of one table. Raises ``Refused``."""
    name = 2 + int.from_bytes(data[1:2], "big")
    if not data[0] or len(data) <= name:
        raise Refused(_NO_CODE)
    return data[0], one_line(data[2:name].decode("utf-8", "replace")), data[name:]


def code_from(given: str) -> JoinCode:
    """Return the code that was typed, or that stands in the file of that name, such as one on a memory stick."""
    path = Path(given)
    try:
        text = path.read_text(encoding="utf-8")[:_LONGEST] if path.is_file() else given
    except (OSError, ValueError) as error:
        raise Unreadable(f"{given} cannot be read as a summit's code. Copy it again, or type the code.") from error
    return read_code(text)


def _packed(host: str) -> bytes:
    try:
        return IPv4Address(host).packed
    except ValueError:
        return b"\0" + host.encode("idna")


def _unpacked(data: bytes) -> str:
    if len(data) == _ADDRESS_BYTES and data[0]:
        return str(IPv4Address(data))
    return data[1:].decode("ascii", "replace")


def written(data: bytes) -> str:
    """Return bytes as letters in fours, five bits each; the bits missing at the end are zeros."""
    length = -(-len(data) * 8 // 5)
    bits = int.from_bytes(data, "big") << (length * 5 - len(data) * 8)
    text = "".join(LETTERS[bits >> 5 * place & 31] for place in reversed(range(length)))
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def read_letters(text: str) -> bytes:
    """Return the bytes of letters, however they were typed; none where one is not a letter of a code."""
    letters = text.upper().translate(_SAME)
    if not letters or len(letters) > _LONGEST or any(letter not in LETTERS for letter in letters):
        return b""
    bits = 0
    for letter in letters:
        bits = bits << 5 | LETTERS.index(letter)
    length = len(letters) * 5 // 8
    return (bits >> (len(letters) * 5 - length * 8)).to_bytes(length, "big")


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
