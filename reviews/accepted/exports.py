"""The accept list as bytes: the same ones from the site and from `manage.py export`.

The public files carry no address. The organizers' have two columns more, for the contact.
"""

import json
from collections.abc import Sequence

from reviews.accepted.selectors import AcceptedPaper
from reviews.exchange.cells import csv_of
from submissions.workshops.models import Workshop

JSON_VERSION = 1

FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def export(workshop: Workshop, papers: Sequence[AcceptedPaper], *, form: str, with_contacts: bool) -> bytes:
    if form == "csv":
        return as_csv(papers, with_contacts=with_contacts)
    return as_json(workshop, papers, with_contacts=with_contacts)


def as_csv(papers: Sequence[AcceptedPaper], *, with_contacts: bool) -> bytes:
    """RFC 4180 with CRLF; authors in one cell, in order, as `Name (Affiliation); Name (Affiliation)`."""
    head = ["number", "title", "authors", "kind", "presentation", *_if(with_contacts, _CONTACT)]
    return csv_of(head, (_cells(paper, with_contacts=with_contacts) for paper in papers))


_CONTACT = ("contact_name", "contact_email")


def _cells(paper: AcceptedPaper, *, with_contacts: bool) -> list[str]:
    authors = "; ".join(author.words for author in paper.authors)
    contact = (paper.contact.name, paper.contact.email)
    return [
        str(paper.number),
        paper.title,
        authors,
        paper.kind,
        paper.presentation,
        *_if(with_contacts, contact),
    ]


def _if(wanted: bool, cells: tuple[str, ...]) -> tuple[str, ...]:  # noqa: FBT001 - a condition, not an option
    return cells if wanted else ()


def as_json(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool) -> bytes:
    """`{"v": 1, "workshop": {slug, name}, "papers": [...]}`; new fields may be added under the same version."""
    data = {
        "v": JSON_VERSION,
        "workshop": {"slug": workshop.slug, "name": workshop.name},
        "papers": [_entry(paper, with_contacts=with_contacts) for paper in papers],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(paper: AcceptedPaper, *, with_contacts: bool) -> dict[str, object]:
    entry: dict[str, object] = {
        "number": paper.number,
        "title": paper.title,
        "authors": [{"name": author.name, "affiliation": author.affiliation} for author in paper.authors],
        "kind": paper.kind,
        "presentation": paper.presentation,
    }
    if with_contacts:
        entry["contact"] = {"name": paper.contact.name, "email": paper.contact.email}
    return entry
