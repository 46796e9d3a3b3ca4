"""What phones can reach: addresses that others can use, and a port that is free."""

from __future__ import annotations

import socket
import sys
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import pytest

from workshop.web import network
from workshop.web.network import addresses, answers, free_port, is_free

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def named(monkeypatch: pytest.MonkeyPatch, way: str, *names: str) -> None:
    """Let the system know these addresses of itself."""
    monkeypatch.setattr(network, "_way_to", lambda *_: way)
    monkeypatch.setattr(network, "_named", lambda: list(names))


def test_no_address_is_one_that_others_cannot_use() -> None:
    for address in map(IPv4Address, addresses()):
        assert not address.is_loopback
        assert not address.is_link_local


def test_the_address_it_would_send_from_comes_first_and_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "192.168.1.23", "10.0.0.5", "192.168.1.23")
    assert addresses() == ["192.168.1.23", "10.0.0.5"]


def test_private_addresses_come_before_public_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "8.8.4.4", "172.16.3.4")
    assert addresses() == ["172.16.3.4", "8.8.4.4"]


def test_loopback_link_local_and_missing_addresses_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "", "127.0.1.1", "169.254.9.9", "0.0.0.0")  # noqa: S104 - what a system may answer
    assert addresses() == []


def test_a_system_that_knows_no_way_and_no_name_of_itself_has_no_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(network, "_NOWHERE", ("not an address",))
    monkeypatch.setattr(network, "_of_cards", list)
    assert addresses() == []


def test_a_taken_port_is_not_free_and_the_next_free_one_is_found(taken: int) -> None:
    assert not is_free("127.0.0.1", taken)
    found = free_port("127.0.0.1", taken)
    assert taken < found < taken + network.TRIED
    assert is_free("127.0.0.1", found)


def test_a_port_at_an_address_that_is_not_ours_is_not_free() -> None:
    assert not is_free("192.0.2.77", 8000)


def test_where_all_ports_are_taken_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "is_free", lambda *_: False)
    assert free_port("127.0.0.1") == 0


def test_what_listens_is_reached_by_its_address_and_what_cannot_listen_is_not(taken: int) -> None:
    assert answers("127.0.0.1", free_port("127.0.0.1", 20_000))
    assert not answers("127.0.0.1", taken)
    assert not answers("192.0.2.77", 8000)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the computer's name leads to every address")
def test_every_card_is_found_that_has_an_address() -> None:
    assert "127.0.0.1" in network._of_cards()
