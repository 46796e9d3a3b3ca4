"""A picture file for a bulletin: made smaller, and made anew, so that nothing but the picture is in it.

A photograph tells where and when it was taken, by whose camera, and often shows a small copy of what was cut away.
None of that is in what is returned.
"""

from __future__ import annotations

import io
from base64 import b64encode
from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

MOST_BYTES: Final = 25_000_000
"""Bytes of a file that is read: a photograph of a telephone has a tenth to a half of them."""

MOST_PIXELS: Final = 60_000_000
"""Pixels of a file that is read."""

WIDEST: Final = 1_600
"""Pixels of the longer side of what is kept: sharp on paper as wide as a page, and small enough to mail."""

MOST_KEPT: Final = 1_500_000
"""Bytes of what is kept; a PNG that is larger becomes a JPEG."""

_QUALITY: Final = 85
_SAFE: Final = "Nothing was issued."


def read_picture(path: Path) -> str:
    """Return a PNG or JPEG in base 64 without what else was in the file. Raises ``Refused`` where it is none."""
    if not path.is_file():
        raise Refused(f"There is no picture {path.name} there. {_SAFE}")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Refused(
                f"{path.name} has {size / 1e6:,.0f} MB, and a picture may have {MOST_BYTES / 1e6:,.0f}. {_SAFE}"
            )
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}). {_SAFE}") from None
    return b64encode(_anew(path.name, content)).decode()


def _anew(name: str, content: bytes) -> bytes:
    """Return a picture that was drawn anew, upright, and at most ``WIDEST`` on its longer side."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - a large library, only for this

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
            is_png, pixels = found.format == "PNG", found.width * found.height
            found.draft("RGB", (WIDEST, WIDEST))
            upright = ImageOps.exif_transpose(found) if pixels <= MOST_PIXELS else None
    except Exception as error:  # the library meets a damaged file with many kinds of errors
        raise Refused(f"{name} is not a picture in PNG or JPEG, or is damaged. {_SAFE}") from error
    if upright is None:
        most = f"{MOST_PIXELS / 1e6:,.0f} million pixels"
        raise Refused(f"{name} has {pixels / 1e6:,.0f} million pixels, and at most {most} are read. {_SAFE}")
    is_see_through = "A" in upright.mode or "transparency" in upright.info
    upright = upright.convert("RGBA" if is_see_through else "RGB")
    upright.thumbnail((WIDEST, WIDEST))
    drawn = _saved(upright, "PNG") if is_png else b""
    return drawn if 0 < len(drawn) <= MOST_KEPT else _saved(_on_white(upright), "JPEG")


def _on_white(picture: Image) -> Image:
    if picture.mode != "RGBA":
        return picture
    from PIL import Image  # noqa: PLC0415 - as above

    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return white.convert("RGB")


def _saved(picture: Image, form: str) -> bytes:
    """Return the bytes of the pixels alone."""
    from PIL import Image  # noqa: PLC0415 - as above

    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    whole = io.BytesIO()
    bare.save(whole, form, optimize=True, **({"quality": _QUALITY} if form == "JPEG" else {}))
    return whole.getvalue()
