import io

from PIL import Image

from submissions.checks.reading import photograph
from tests.submissions.checks.judging import findings, levels
from tests.submissions.checks.pdfs import Pdf, paper
from tests.submissions.checks.test_sanitise import cleaned


def jpeg(artist: str = "") -> bytes:
    picture, out = Image.new("RGB", (8, 8), "red"), io.BytesIO()
    exif = Image.Exif()
    if artist:
        exif[0x013B] = artist
    picture.save(out, format="JPEG", exif=exif)
    return out.getvalue()


def with_photograph(data: bytes) -> Pdf:
    sheets = paper()
    pdf = Pdf(*sheets)
    head = f"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>"
    sheets[1].forms["X1"] = pdf.raw(head.encode() + b"\nstream\n" + data + b"\nendstream")
    sheets[1].content.append("q 50 0 0 50 100 300 cm /X1 Do Q")
    return pdf


def test_a_photographs_artist_is_found() -> None:
    assert levels("AN-004", findings(with_photograph(jpeg("Jana Lindqvist")))) == ["error"]
    assert levels("AN-004", findings(with_photograph(jpeg()))) == []


def test_the_copy_keeps_the_picture_and_drops_the_artist() -> None:
    copy = cleaned(with_photograph(jpeg("Jana Lindqvist")).build())
    assert b"Lindqvist" not in copy
    assert not [f for f in findings(copy) if f.rule == "AN-004"]


def test_stripping_leaves_the_pixels_alone() -> None:
    whole = jpeg("Jana Lindqvist")
    bare = photograph.stripped(whole)
    assert len(bare) < len(whole)
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(whole)).tobytes()


def test_broken_photographs_say_nothing() -> None:
    for data in (
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\xff",
        b"\xff\xd8\xff\xe1\x00\x01",
    ):
        assert photograph.told(data) == []
        assert photograph.stripped(data) in {data, b"\xff\xd8"}
