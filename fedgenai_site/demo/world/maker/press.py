"""Sets an article with typst and finishes the file: no tags, small streams, the same bytes each time."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import typst
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from fedgenai_site.demo.world.maker.article import Article

TEMPLATES = Path(__file__).parent.parent / "typst"
FONTS = Path("/usr/share/texmf/fonts/opentype/public/tex-gyre")
PRINTED = datetime(2025, 5, 2, 12, tzinfo=UTC)
OCTAL = re.compile(rb"\\([0-7]{3})")
WORD_SPACE = re.compile(rb"(?<=\))-?\d+\.\d+(?=\()")
LONG_NUMBER = re.compile(rb"-?\d+\.\d{3,}")


def content_end(article: Article) -> int:
    """The page on which the last content stands, from 1."""
    return int(json.loads(_article_compiler(article).query("<content-end>", field="value", one=True)))


def print_pdf(article: Article) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(_article_compiler(article))))
    writer.add_metadata({"/TemplateVersion": "IJCAI.2025.0"})
    for page in writer.pages:
        _squeeze(page)
    if article.figure_path:
        for figure in _figures(writer):
            _sign(figure, article.figure_path)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def print_figure(spec: dict[str, Any]) -> bytes:
    return _pdf(_compiler("figure.typ", {"chart": json.dumps(spec)}))


def _pdf(compiler: typst.Compiler) -> bytes:
    data = compiler.compile(format="pdf", timestamp=PRINTED, pdf_tags=False)
    if not isinstance(data, bytes):
        raise TypeError("typst made pictures of pages where one PDF was asked for")
    return data


def _article_compiler(article: Article) -> typst.Compiler:
    return _compiler("paper.typ", {"article": json.dumps(asdict(article))})


def _compiler(template: str, inputs: dict[str, str]) -> typst.Compiler:
    if not FONTS.exists():
        raise SystemExit(f"The fonts of {FONTS} are missing: apt install fonts-texgyre.")
    path = TEMPLATES / template
    return typst.Compiler(
        path, root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs=inputs
    )


def _squeeze(page: pypdf.PageObject) -> None:
    """Plain bytes for escapes and short numbers: a tenth of the file, and nobody sees a thousandth of a point."""
    content = page.get_contents()
    if content is None:
        return
    data = WORD_SPACE.sub(lambda match: b"%.0f" % float(match[0]), content.get_data())
    data = LONG_NUMBER.sub(lambda match: b"%.2f" % float(match[0]), data)
    stream = StreamObject()
    stream.set_data(OCTAL.sub(_plain, data))
    page.replace_contents(stream.flate_encode(level=9))


def _plain(match: re.Match[bytes]) -> bytes:
    byte = bytes([int(match[1], 8)])
    return match[0] if byte in b"()\\\r\n" else byte


def _figures(writer: pypdf.PdfWriter) -> Iterator[DictionaryObject]:
    for page in writer.pages:
        resources = page["/Resources"].get_object()
        objects = resources.get("/XObject", {}) if isinstance(resources, DictionaryObject) else {}
        yield from (item.get_object() for item in objects.values())


def _sign(figure: DictionaryObject, path: str) -> None:
    """What pdfTeX leaves on an embedded figure: the path of its file and the figure's own properties."""
    info = DictionaryObject({NameObject("/Title"): TextStringObject(path)})
    figure[NameObject("/PTEX.FileName")] = TextStringObject(path)
    figure[NameObject("/PTEX.InfoDict")] = info
