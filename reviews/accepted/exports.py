"""The accept list as bytes: the same ones from the site and from `manage.py export`.

The public files carry no address and nothing of who comes. The organizers' have more columns, for the host.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reviews.accepted.formats.bibtex import as_bibtex, as_latex_bibtex
from reviews.accepted.formats.json import as_json
from reviews.accepted.formats.pages import as_html, as_markdown
from reviews.accepted.formats.tables import as_csv, as_xlsx
from reviews.accepted.selectors import AcceptedPaper
from submissions.workshops.models import Workshop

Papers = Sequence[AcceptedPaper]


class Writer(Protocol):
    """`with_contacts` is for the organizers; a format without room for contacts takes no notice of it."""

    def __call__(self, workshop: Workshop, papers: Papers, *, with_contacts: bool) -> bytes: ...


@dataclass(frozen=True)
class Format:
    label: str
    file: str
    content_type: str
    write: Writer


FORMATS = {
    "csv": Format(
        "CSV",
        "papers.csv",
        "text/csv; charset=utf-8",
        as_csv,
    ),
    "xlsx": Format(
        "XLSX",
        "papers.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_xlsx,
    ),
    "json": Format(
        "JSON",
        "papers.json",
        "application/json",
        as_json,
    ),
    "bibtex": Format(
        "BibTeX",
        "papers.bib",
        "application/x-bibtex; charset=utf-8",
        as_bibtex,
    ),
    "bibtex-latex": Format(
        "BibTeX for LaTeX",
        "papers-latex.bib",
        "application/x-bibtex; charset=utf-8",
        as_latex_bibtex,
    ),
    "md": Format(
        "Markdown",
        "papers.md",
        "text/markdown; charset=utf-8",
        as_markdown,
    ),
    "html": Format(
        "HTML",
        "papers.html",
        "text/html; charset=utf-8",
        as_html,
    ),
}


def export(workshop: Workshop, papers: Papers, *, form: str, with_contacts: bool) -> bytes:
    return FORMATS[form].write(workshop, papers, with_contacts=with_contacts)
