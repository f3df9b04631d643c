"""The columns and filters of the papers' table."""

from reviews.decisions.figures import scale_columns
from reviews.decisions.sorting import Column, Filter
from reviews.desk.selectors import PaperRow, State
from reviews.reviewing.criteria import Criteria

CHECK_ORDER = ("error", "warn", "wait", "ok", "plain")


def columns(scales: Criteria) -> dict[str, Column[PaperRow]]:
    return {
        "number": Column("#", lambda row: row.number, is_number=True),
        "title": Column("Title", lambda row: row.title.casefold()),
        "decision": Column("Decision", lambda row: row.decision or None),
        "state": Column("State", lambda row: row.state),
        "check": Column("Check", lambda row: CHECK_ORDER.index(row.check_tone)),
        "reviews": Column("Reviews", lambda row: (row.scores.done, row.scores.assigned)),
        "spread": Column("Spread", lambda row: row.scores.spread),
        "overall": Column("Overall", lambda row: row.scores.overall, is_number=True),
        **scale_columns(scales),
    }


FILTERS: dict[str, Filter[PaperRow]] = {
    "submitted": ("submitted", lambda row: row.is_submitted),
    "drafts": ("drafts", lambda row: row.state == State.DRAFT),
    "findings": ("findings", lambda row: row.has_findings),
    "unconfirmed": ("nobody confirmed", lambda row: row.is_unconfirmed),
    "stuck": ("not checked", lambda row: row.is_check_stuck),
    "short": ("too few reviewers", lambda row: row.is_short),
    "waiting": ("reviews missing", lambda row: row.scores.done < row.scores.assigned),
    "disagree": ("disagreement", lambda row: row.disagrees),
    "undecided": ("undecided", lambda row: row.is_submitted and not row.decision),
}
