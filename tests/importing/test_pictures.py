"""Pictures for bulletins: only the picture is kept, upright and of a bounded size; what is none is refused."""

from __future__ import annotations

import io
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image

from workshop.importing import pictures
from workshop.importing.pictures import WIDEST, read_picture
from workshop.model.errors import Refused

PLACE, CAMERA, WORDS = b"53 47 N", b"ACME CAMERA", b"SECRET COMMENT"


def photograph(size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it: camera, place, a comment, and how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = CAMERA.decode(), orientation
    exif.get_ifd(0x8825)[2] = (53.0, 47.0, 0.0)
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    whole = io.BytesIO()
    picture.save(whole, "JPEG", exif=exif, comment=WORDS, quality=95)
    return whole.getvalue()


def kept(path: Path, content: bytes) -> bytes:
    path.write_bytes(content)
    return b64decode(read_picture(path))


def test_place_camera_and_comment_of_a_photograph_are_not_kept(tmp_path: Path) -> None:
    taken = photograph()
    assert all(word in taken for word in (PLACE, CAMERA, WORDS, b"Exif"))
    made = kept(tmp_path / "a.jpg", taken)
    assert not [word for word in (PLACE, CAMERA, WORDS, b"Exif") if word in made]
    assert Image.open(io.BytesIO(made)).format == "JPEG"
    assert not dict(Image.open(io.BytesIO(made)).getexif())


def test_a_photograph_that_was_held_on_its_side_stands_upright(tmp_path: Path) -> None:
    made = Image.open(io.BytesIO(kept(tmp_path / "a.jpg", photograph(orientation=6))))
    assert made.size == (40, 60)
    top, bottom = (made.convert("RGB").getpixel((20, y)) for y in (5, 55))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[2] > 200, top[0] < 50) == (True, True)
    assert bottom[0] > 200


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    made = Image.open(io.BytesIO(kept(tmp_path / "a.jpg", photograph((4000, 3000)))))
    assert made.size == (WIDEST, WIDEST * 3 // 4)


def test_a_png_stays_one_with_what_can_be_seen_through_it_and_without_its_words(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - only here

    words = PngInfo()
    words.add_text("Author", WORDS.decode())
    whole = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(whole, "PNG", pnginfo=words)
    made = kept(tmp_path / "a.png", whole.getvalue())
    assert WORDS not in made
    found = Image.open(io.BytesIO(made))
    assert (found.format, found.mode, found.size) == ("PNG", "RGBA", (20, 10))


def test_a_png_of_too_many_bytes_becomes_a_jpeg_on_white(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_KEPT", 10)
    for mode, seen in (("RGBA", 255), ("P", 0)):
        whole = io.BytesIO()
        Image.new(mode, (20, 10)).save(whole, "PNG")
        made = Image.open(io.BytesIO(kept(tmp_path / "a.png", whole.getvalue())))
        assert made.format == "JPEG"
        assert made.getpixel((3, 3)) == (seen, seen, seen)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no picture", "a.png is not a picture in PNG or JPEG, or is damaged. Nothing was issued."),
        (photograph()[:400], "a.png is not a picture in PNG or JPEG, or is damaged."),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "a.png is not a picture in PNG or JPEG"),
        (b"", "a.png is not a picture in PNG or JPEG"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(Refused, match=said):
        read_picture(tmp_path / "a.png")


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "none.png", tmp_path):
        with pytest.raises(Refused, match="There is no picture"):
            read_picture(path)
    (tmp_path / "a.jpg").write_bytes(photograph())
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(Refused, match=r"a\.jpg has 0 million pixels, and at most 0 million pixels are read"):
        read_picture(tmp_path / "a.jpg")
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    with pytest.raises(Refused, match=r"a\.jpg has 0 MB, and a picture may have 0\."):
        read_picture(tmp_path / "a.jpg")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jpg").write_bytes(photograph())

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Refused, match=r"a\.jpg cannot be read \(Permission denied\)"):
        read_picture(tmp_path / "a.jpg")
