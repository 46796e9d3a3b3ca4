"""What phones can reach: this computer's addresses in the local network, a free port, and what may be in the way."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from ipaddress import IPv4Address
from typing import Final

from workshop.model.errors import Refused

PORT: Final = 8000
TRIED: Final = 100
"""Ports after a taken one that are tried before giving up."""

SOON: Final = 2.0
"""Seconds in which a connection to oneself is made, if it is."""

_ADDRESS_OF_CARD: Final = 0x8915
_NOWHERE: Final = ("10.255.255.255", "192.0.2.1")
"""Asked for the way there, the system names the address it would send from; nothing is sent."""

ONE_NETWORK: Final = (
    "Phones must be in the same network as this laptop. Guest Wi-Fi often keeps devices apart: the address "
    "is right, and no phone can open it. Then use a hotspot."
)
FIREWALL: Final = (
    "If the system asks whether Python may take connections, allow it, for public networks too. It asks once "
    "and remembers a no; that is undone in its firewall settings."
)
HOTSPOT: Final = (
    "A hotspot: Windows: Settings, Network, Mobile hotspot. macOS: Settings, General, Sharing, Internet "
    "Sharing. Linux: Settings, Wi-Fi, Turn On Hotspot. Or share a phone's. The address changes with it: look "
    "again."
)
NO_PHONES: Final = "Without phones everything works too: lines are typed here, and hands are counted."
OFFLINE: Final = "This computer is in no network, so phones cannot join. Join the venue's Wi-Fi, or open a hotspot."


class PortTaken(Refused):
    """The port is used by another program; ``free`` is one that is not."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(f"Port {port} is used by another program. Port {free} is free: choose that one.")
        self.free = free


def addresses() -> list[str]:
    """Return this computer's IPv4 addresses that others may reach, the likely one first; none when offline."""
    found = dict.fromkeys([*map(_way_to, _NOWHERE), *_named()])
    usable = [address for address in found if address and _is_usable(IPv4Address(address))]
    return sorted(usable, key=lambda address: not IPv4Address(address).is_private)


def is_free(host: str, port: int) -> bool:
    """Return whether ``port`` can be listened on at ``host`` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would let two programs have the same port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, first: int = PORT) -> int:
    """Return the first free port from ``first`` on; 0 where none of the next hundred is."""
    return next((port for port in range(first, first + TRIED) if is_free(host, port)), 0)


def answers(host: str, port: int) -> bool:
    """Return whether what listens at ``host`` can be reached by that address, from this computer at least."""
    try:
        with socket.create_server((host, port)), socket.create_connection((host, port), SOON):
            return True
    except OSError:
        return False


def _way_to(target: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((target, 1))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _named() -> list[str]:
    """Return the addresses of the network cards, then those under the computer's own name."""
    try:
        infos = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        infos = []
    return [*_of_cards(), *(str(info[4][0]) for info in infos)]


def _of_cards() -> list[str]:
    """Return each network card's address, as netdevice(7) has it: a hotspot has one that no name leads to."""
    if sys.platform != "linux":  # pragma: no cover - elsewhere the name has to do
        return []
    import fcntl  # noqa: PLC0415 - not on Windows

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # a card without an address
                told = fcntl.ioctl(probe, _ADDRESS_OF_CARD, name.encode().ljust(32, b"\0"))
                found.append(socket.inet_ntoa(told[20:24]))
    return found


def _is_usable(address: IPv4Address) -> bool:
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)
