"""The accept list as Markdown and as a page of HTML that stands alone."""

import re
from collections.abc import Sequence

from django.template.loader import render_to_string

from reviews.accepted.selectors import AcceptedPaper
from submissions.workshops.models import Workshop

MARKS = re.compile(r"([\\`*_{}\[\]<>#|$~!&])")


def as_markdown(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool = False) -> bytes:
    parts = [f"# Accepted papers at {_plain(workshop.name)}\n"]
    for heading, shown in kinds(papers):
        lines = [
            f"- **{_plain(paper.title)}** (\\#{paper.number})  \n  {_people(paper)}\n" for paper in shown
        ]
        parts.append(f"## {heading}\n\n{''.join(lines)}")
    return "\n".join(parts).encode()


def as_html(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool = False) -> bytes:
    context = {"workshop": workshop, "kinds": kinds(papers)}
    return render_to_string("reviews/accepted/standalone.html", context).encode()


def kinds(papers: Sequence[AcceptedPaper]) -> list[tuple[str, list[AcceptedPaper]]]:
    """(heading, papers) of what there is."""
    parts = [
        (heading, [paper for paper in papers if paper.presentation == kind])
        for heading, kind in (("Talks", "talk"), ("Posters", "poster"))
    ]
    return [(heading, found) for heading, found in parts if found]


def _people(paper: AcceptedPaper) -> str:
    return "; ".join(_plain(author.words) for author in paper.authors)


def _plain(text: str) -> str:
    """Words that Markdown takes for words."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
