"""The accept list as rows: CSV and XLSX hold the same cells."""

import io
from collections.abc import Sequence
from datetime import datetime

from reviews.accepted.selectors import AcceptedPaper
from reviews.exchange.cells import csv_of
from submissions.workshops.models import Workshop

HEAD = ("number", "title", "authors", "kind", "presentation")
HEAD_FOR_HOSTS = ("contact_name", "contact_email", "presenter", "in_person", "registration", "last_change")
WIDTHS = (8, 60, 60, 20, 14, 24, 30, 24, 14, 18, 22)
LONGEST_CELL = 32_767
"""A limit of the format."""
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones; a fixed stamp makes the same bytes each time


def as_csv(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool) -> bytes:
    """RFC 4180 with CRLF; authors in one cell, in order, as `Name (Affiliation); Name (Affiliation)`."""
    return csv_of(
        head(with_contacts=with_contacts), [cells(each, with_contacts=with_contacts) for each in papers]
    )


def as_xlsx(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool) -> bytes:
    """Every cell is text, so that none can be a formula; numbers of papers are numbers."""
    import xlsxwriter  # slow to import, and seldom wanted

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Accepted papers")
        bold = book.add_format({"bold": True})
        names = head(with_contacts=with_contacts)
        for column, name in enumerate(names):
            sheet.set_column(column, column, WIDTHS[column])
            sheet.write_string(0, column, name, bold)
        for line, paper in enumerate(papers, 1):
            number, *rest = cells(paper, with_contacts=with_contacts)
            sheet.write_number(line, 0, int(number))
            for column, text in enumerate(rest, 1):
                sheet.write_string(line, column, text[:LONGEST_CELL])
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(papers), 1), len(names) - 1)
    return file.getvalue()


def head(*, with_contacts: bool) -> tuple[str, ...]:
    return (*HEAD, *HEAD_FOR_HOSTS) if with_contacts else HEAD


def cells(paper: AcceptedPaper, *, with_contacts: bool) -> list[str]:
    authors = "; ".join(author.words for author in paper.authors)
    public = [str(paper.number), paper.title, authors, paper.kind, paper.presentation]
    if not with_contacts:
        return public
    coming = paper.coming
    return [
        *public,
        *(paper.contact.name, paper.contact.email),
        *(coming.presenter, coming.in_person, coming.registration, paper.last_change),
    ]
