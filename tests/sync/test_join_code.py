from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.model.errors import Refused
from workshop.sync.join_code import FINGERPRINT_BYTES, SECRET_BYTES, JoinCode, code_from, read_code, written

CODE = JoinCode("192.168.1.23", 4222, b"f" * FINGERPRINT_BYTES, b"s" * SECRET_BYTES)

hosts = st.one_of(st.ip_addresses(v=4).map(str).filter(lambda host: not host.startswith("0.")), st.just("desk.local"))
known = (
    *(hosts, st.integers(1, 65535)),
    st.binary(min_size=FINGERPRINT_BYTES, max_size=FINGERPRINT_BYTES),
    st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES),
)
codes = st.one_of(
    st.builds(JoinCode, *known, st.just(0), st.just("")),
    st.builds(JoinCode, *known, st.integers(1, 255), st.from_regex(r"[0-9A-Za-z]{0,8}", fullmatch=True)),
)


@given(codes)
def test_a_code_says_what_it_was_made_of(code: JoinCode) -> None:
    assert read_code(str(code)) == code


def test_a_code_is_read_however_it_is_typed() -> None:
    assert read_code(str(CODE).lower().replace("-", " ")) == CODE
    assert read_code(str(CODE).replace("0", "O").replace("1", "l")) == CODE


def test_a_code_of_an_address_is_forty_eight_letters() -> None:
    assert len(str(CODE).replace("-", "")) == 48


@pytest.mark.parametrize("place", range(0, 59, 7))
def test_a_wrong_letter_is_told(place: int) -> None:
    text = str(CODE)
    other = "2" if text[place] != "2" else "3"
    with pytest.raises(Refused, match=r"a letter is wrong or missing\. Type it again from the wall"):
        read_code(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "hello", "U" * 48, "0" * 5000, str(CODE)[:-4]])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not a summit"):
        read_code(text)


@pytest.mark.parametrize("ending", [b"\x00\x00\xc0\x00\x02\x07", b"\x07\x00", b"\x07\xff\xc0\x00\x02\x07", b"\x07"])
def test_a_code_of_no_table_or_without_an_address_is_refused(ending: bytes) -> None:
    body = bytes((2, 16, 126)) + b"f" * FINGERPRINT_BYTES + b"s" * SECRET_BYTES + ending
    with pytest.raises(Refused, match="not a summit's code"):
        read_code(written(body + bytes((zlib.crc32(body) & 0xFF,))))


def test_the_code_of_a_later_version_says_so() -> None:
    body = bytes((3, 16, 126)) + b"x" * 40
    with pytest.raises(Refused, match="made by a newer version of workshop"):
        read_code(written(body + bytes((zlib.crc32(body) & 0xFF,))))


def test_a_code_of_a_table_names_it() -> None:
    assert [CODE.table, CODE._replace(seat=7).table, CODE._replace(seat=201, named="Green").table] == ["", "7", "Green"]


def test_a_file_with_the_code_does_as_well(tmp_path: Path) -> None:
    path = tmp_path / "summit.txt"
    path.write_text(f"{CODE}\n", encoding="utf-8")
    assert code_from(str(path)) == CODE
