"""A picture of a bulletin is in each of its files, with what it shows in words, and stays as it was issued."""

from __future__ import annotations

import io
from base64 import b64encode
from email import message_from_bytes, policy
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image

from tests.examples import with_each
from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.follow_up import BulletinItem
from workshop.publishing.bulletin_files import files_of
from workshop.publishing.bulletin_report import picture_of, report_of_bulletin
from workshop.publishing.publication import export


def drawn(form: str, size: tuple[int, int] = (400, 300)) -> bytes:
    whole = io.BytesIO()
    Image.new("RGB", size, "teal").save(whole, form)
    return whole.getvalue()


JPEG, PNG = drawn("JPEG"), drawn("PNG", (2000, 2000))
ALT = "Two <people> & a kettle"


def item(title: str, picture: bytes, alt: str = ALT) -> c.DraftedItem:
    return c.DraftedItem(title, "Come and see", picture=b64encode(picture).decode(), alt=alt)


@pytest.fixture
def it() -> Table:
    made = table("Green spaces")
    made.do(c.IssueBulletin(items=(item("Lamps", JPEG), item("Kettle", PNG), item("Once more", JPEG))))
    return made


def test_the_word_file_has_each_picture_once_with_its_words(it: Table) -> None:
    content = files_of(it.session, it.session.bulletins[0])["bulletin-1.docx"]
    document = Document(io.BytesIO(content))
    shapes = document.inline_shapes
    assert len(shapes) == 3
    assert shapes[0]._inline.docPr.get("descr") == ALT
    assert shapes[0].width / shapes[0].height == pytest.approx(400 / 300, rel=0.01)
    assert shapes[1].height.pt == pytest.approx(300)
    with ZipFile(io.BytesIO(content)) as archive:
        media = [name for name in archive.namelist() if "/media/" in name]
        assert sorted(archive.read(name) for name in media) == sorted([JPEG, PNG])


def test_the_odt_has_the_pictures_and_its_list_of_files_names_them(it: Table) -> None:
    with ZipFile(io.BytesIO(files_of(it.session, it.session.bulletins[0])["bulletin-1.odt"])) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("Pictures/")]
        assert sorted(archive.read(name) for name in pictures) == sorted([JPEG, PNG])
        manifest, body = (archive.read(name).decode() for name in ("META-INF/manifest.xml", "content.xml"))
    assert all(name in manifest and name in body for name in pictures)
    assert body.count("<svg:desc>Two &lt;people&gt; &amp; a kettle</svg:desc>") == 3


def test_the_page_has_the_pictures_in_it_and_the_text_what_they_show(it: Table) -> None:
    made = files_of(it.session, it.session.bulletins[0])
    for name in ("bulletin-1.html", "bulletins.html"):
        page = made[name].decode()
        assert f'src="data:image/jpeg;base64,{b64encode(JPEG).decode()}"' in page
        assert 'alt="Two &lt;people&gt; &amp; a kettle" width="400" height="300"' in page
        assert "img-src data: cid:" in page
    assert f"[{ALT}]" in made["bulletin-1.txt"].decode("utf-8-sig")


def test_the_mail_brings_each_picture_with_its_page(it: Table) -> None:
    mail = message_from_bytes(files_of(it.session, it.session.bulletins[0])["bulletin-1.eml"], policy=policy.default)
    plain, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert ALT in plain.get_content()
    assert "data:" not in page.get_content().partition("<body>")[2]
    pictures = {
        str(part["Content-ID"]).strip("<>"): part for part in mail.walk() if part.get_content_maintype() == "image"
    }
    assert [part.get_content() for part in pictures.values()] == [JPEG, PNG]
    assert all(f'src="cid:{name}"' in page.get_content() for name in pictures)
    assert mail["To"] == ""


def test_a_mail_is_the_same_each_time(it: Table) -> None:
    assert files_of(it.session, it.session.bulletins[0]) == files_of(it.session, it.session.bulletins[0])


def test_formats_without_pictures_say_the_words_of_an_item(it: Table) -> None:
    report = report_of_bulletin(it.session, it.session.bulletins[0])
    assert "Come and see" in export(report, "md").decode()


@with_each(
    "drafted, said",
    [
        (item("Lamps", JPEG, " "), "“Lamps”: say in words what the picture shows, for those who cannot see it."),
        (item("Lamps", b"GIF89a"), "“Lamps”: its picture is neither PNG nor JPEG."),
        (c.DraftedItem("Lamps", picture="/9j/!", alt="A"), "“Lamps”: what stands for its picture is not a picture."),
        (
            item("Lamps", JPEG + bytes(4_000_000)),
            "The pictures of this bulletin are too large together. Leave some out.",
        ),
    ],
)
def test_a_picture_that_cannot_be_kept_is_refused(drafted: c.DraftedItem, said: str) -> None:
    assert table().refused(c.IssueBulletin(items=(drafted,))) == said


@with_each("data", ["", "!", b64encode(b"\xff\xd8\xff\xe0\x00\x10JF").decode(), b64encode(b"GIF89a").decode()])
def test_what_is_no_picture_in_a_journal_is_left_out(data: str) -> None:
    assert picture_of(BulletinItem("A", "", picture=data, alt="A")) is None


def test_a_bulletin_without_pictures_is_kept_as_before_there_were_any() -> None:
    it = table()
    (event,) = it.do(c.IssueBulletin(("Thank you",))).events
    assert isinstance(event, e.BulletinIssued)
    assert (event.pictures, event.alts) == ((), ())
