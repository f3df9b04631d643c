"""The columns and filters of the decisions' table."""

from reviews.decisions.figures import by_confidence, middle, scale_columns
from reviews.decisions.models import Decision
from reviews.decisions.selectors import DecisionRow
from reviews.decisions.sorting import Column, Filter
from reviews.reviewing.criteria import Criteria


def columns(scales: Criteria) -> dict[str, Column[DecisionRow]]:
    return {
        "number": Column("#", lambda row: row.number, is_number=True),
        "title": Column("Title", lambda row: row.title.casefold()),
        "decision": Column("Decision", lambda row: row.outcome or None),
        "reviews": Column("Reviews", lambda row: row.scores.done),
        "spread": Column("Spread", lambda row: row.scores.spread),
        "overall": Column("Mean", lambda row: row.scores.overall, is_number=True),
        "confident": Column("By confidence", lambda row: by_confidence(row.scores), is_number=True),
        "median": Column("Median", lambda row: middle(row.scores), is_number=True),
        **scale_columns(scales),
    }


FILTERS: dict[str, Filter[DecisionRow]] = {
    "undecided": ("undecided", lambda row: not row.outcome),
    "draft": ("my drafts", lambda row: row.state == Decision.State.DRAFT),
    "ready": ("ready", lambda row: row.state == Decision.State.READY),
    "released": ("released", lambda row: row.state == Decision.State.RELEASED),
    "disagree": ("reviewers disagree", lambda row: row.disagrees),
    "unreviewed": ("no review yet", lambda row: not row.scores.done),
}
