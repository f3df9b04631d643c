"""Reviews, scores and the log as tables: the same rows as CSV and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from reviews.desk.history import line
from reviews.exchange.cells import csv_of
from reviews.reviewing.selectors import reviews_of, scores
from reviews.takeaway.sight import Sight
from submissions.log.models import Entry
from submissions.papers.access import about_handled

VERSION = 1


@dataclass(frozen=True)
class Sheet:
    head: Sequence[str]
    rows: Sequence[Sequence[object]]

    def as_csv(self) -> bytes:
        return csv_of(self.head, ([_cell(cell) for cell in row] for row in self.rows))

    def as_json(self, what: str, sight: Sight) -> bytes:
        """`withheld` counts the papers that are left out."""
        data = {
            "v": VERSION,
            "workshop": {"slug": sight.workshop.slug, "name": sight.workshop.name},
            "withheld": len(sight.withheld()),
            what: [dict(zip(self.head, row, strict=True)) for row in self.rows],
        }
        return (json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def reviews(sight: Sight) -> Sheet:
    """One row a review; its columns are those of the newest form, and of older ones that were answered."""
    papers = {paper.pk: paper for paper in sight.papers()}
    found = [review for rows in reviews_of(sight.papers()).values() for review in rows]
    found.sort(key=lambda review: (papers[review.paper_id].number, review.submitted_at))
    labels = list(dict.fromkeys(each.label for review in found for each in review.criteria))
    head = ("number", "title", "reviewer", "submitted", *labels)
    rows = []
    for review in found:
        paper = papers[review.paper_id]
        said = {each.label: review.said.get(each.key) for each in review.criteria}
        start = (paper.number, paper.title, review.reviewer_name, review.submitted_at.isoformat())
        rows.append((*start, *(said.get(label) for label in labels)))
    return Sheet(head, rows)


def means(sight: Sight) -> Sheet:
    """One row a paper: how many reviews, their means, how far they are apart."""
    numbers = scores(sight.papers())
    keys = list(dict.fromkeys(key for each in numbers.values() for key in each.means))
    rows = []
    for paper in sight.papers():
        own = numbers[paper.pk]
        row = (paper.number, paper.title, own.assigned, own.done, own.spread, own.weighted)
        rows.append((*row, *(own.means.get(key) for key in keys)))
    return Sheet(("number", "title", "assigned", "reviews", "spread", "weighted", *keys), rows)


def log(sight: Sight) -> Sheet:
    """Lines of the workshop itself, and of the papers that may be seen; the newest first."""
    entries = Entry.objects.filter(workshop=sight.workshop).select_related("actor", "paper")
    if sight.user is not None:
        entries = entries.filter(about_handled(sight.user, sight.workshop))
    rows = []
    for entry in entries.order_by("-at", "-pk"):
        told = line(entry)
        rows.append((entry.at.isoformat(), told.actor, told.number, entry.verb, told.words))
    return Sheet(("at", "who", "paper", "verb", "words"), rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
