"""Small PDFs that carry what nobody sees."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter

from tests.papers import small_pdf


def with_author(name: str, text: str = "A small paper.") -> bytes:
    """One page whose properties name somebody."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(small_pdf(text))))
    writer.add_metadata({"/Author": name})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
