"""Decisions as an organizer sees them: own drafts, and what stands for a paper; never another's draft."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.safestring import SafeString

from reviews.decisions.figures import by_confidence, middle, of_scales, written
from reviews.decisions.models import Capacity, Decision, Release
from reviews.decisions.pieces import cells, dots, options, spread_svg
from reviews.discussion.threads import ShownComment, ShownReview, remarks_for_authors, reviews_for_authors
from reviews.reviewing.criteria import NOTHING, Criteria
from reviews.reviewing.selectors import DISAGREEMENT, Scores, scores
from submissions.accounts.models import User
from submissions.mail.models import Letter
from submissions.papers.access import handled_by
from submissions.papers.models import Author, Paper
from submissions.workshops.models import Workshop

SHORT_WORDS = {
    Decision.Outcome.TALK: "talk",
    Decision.Outcome.POSTER: "poster",
    Decision.Outcome.WAIT: "waiting list",
    Decision.Outcome.REJECT: "reject",
}


@dataclass(frozen=True)
class DecisionRow:
    """A paper that the viewer handles. `outcome` and `note` are the standing decision's, else the own draft's."""

    ref: str
    number: int
    title: str
    kind: str
    scores: Scores
    scales: Criteria = NOTHING
    outcome: str = ""
    note: str = ""
    aside: str = ""
    state: str = ""
    by: str = ""

    @property
    def is_standing(self) -> bool:
        return self.state in {Decision.State.READY, Decision.State.RELEASED}

    @property
    def outcome_words(self) -> str:
        return SHORT_WORDS[Decision.Outcome(self.outcome)] if self.outcome else ""

    @property
    def cells(self) -> SafeString:
        return cells((*self.figures, *self.of_scales), best=0)

    @property
    def of_scales(self) -> tuple[str, ...]:
        return written(of_scales(self.scores, self.scales))

    @property
    def figures(self) -> tuple[str, ...]:
        """Mean, mean weighted by confidence, median."""
        return written((self.scores.overall, by_confidence(self.scores), middle(self.scores)))

    @property
    def disagrees(self) -> bool:
        return (self.scores.spread or 0) >= DISAGREEMENT

    @property
    def options(self) -> SafeString:
        return options((("", "undecided"), *SHORT_WORDS.items()), self.outcome)

    @property
    def has_words(self) -> bool:
        return bool(self.note or self.aside)

    @property
    def dots(self) -> SafeString | str:
        return dots(self.scores.done, self.scores.assigned, "reviews") if self.scores.assigned else ""

    @property
    def spread_svg(self) -> SafeString | str:
        return spread_svg(self.scores.overalls) if self.scores.overalls else ""


def rows(user: User, workshop: Workshop, scales: Criteria = NOTHING) -> list[DecisionRow]:
    """Submitted papers that this organizer handles, by number, in four queries; `scales` are those to be shown."""
    papers = handled_by(user, workshop).filter(state=Paper.State.SUBMITTED)
    numbers = scores(papers)
    standing = shown_decisions(user, numbers)
    return [
        _row(paper, numbers[paper.pk], scales, standing.get(paper.pk))
        for paper in papers.select_related("kind").only("ref", "number", "title", "kind__name")
        if paper.pk in numbers
    ]


def shown_decisions(user: User, papers: Iterable[int]) -> dict[int, Decision]:
    """What stands for a paper, else the viewer's own draft."""
    standing = Q(state__in=[Decision.State.READY, Decision.State.RELEASED])
    found = Decision.objects.filter(standing | Q(by=user), paper__in=list(papers)).select_related("by")
    return {row.paper_id: row for row in sorted(found, key=lambda row: row.state != Decision.State.DRAFT)}


def _row(paper: Paper, numbers: Scores, scales: Criteria, decision: Decision | None) -> DecisionRow:
    kind = paper.kind.name if paper.kind else ""
    row = DecisionRow(paper.ref, paper.number, paper.title, kind, numbers, scales)
    if decision is None:
        return row
    return replace(
        row,
        outcome=decision.outcome,
        note=decision.note,
        aside=decision.aside,
        state=decision.state,
        by=decision.by.get_full_name(),
    )


@dataclass(frozen=True)
class Tally:
    """What the decisions shown add up to."""

    talks: int
    posters: int
    waiting: int
    rejected: int
    undecided: int
    own_drafts: int


def tally(shown: Sequence[DecisionRow]) -> Tally:
    counts = Counter(row.outcome for row in shown)
    return Tally(
        talks=counts[Decision.Outcome.TALK],
        posters=counts[Decision.Outcome.POSTER],
        waiting=counts[Decision.Outcome.WAIT],
        rejected=counts[Decision.Outcome.REJECT],
        undecided=counts[""],
        own_drafts=sum(row.state == Decision.State.DRAFT for row in shown),
    )


def room_of(workshop: Workshop, sums: Tally) -> list[tuple[str, int, int | None]]:
    """(what, how many the viewer sees, how many there is room for or None), of talks and of posters."""
    room = Capacity.objects.filter(workshop=workshop).first() or Capacity()
    return [("talks", sums.talks, room.talks), ("posters", sums.posters, room.posters)]


@dataclass(frozen=True)
class Outcome:
    """What a paper's authors learn when its decision is released."""

    words: str
    is_accept: bool
    presentation: str
    note: str
    released_at: datetime
    undelivered: tuple[tuple[str, str], ...]
    """(address, why) of letters that could not be delivered."""
    reviews: tuple[ShownReview, ...]
    remarks: tuple[ShownComment, ...] = ()
    """What was said to the authors in the discussion."""


def released_outcome(paper_id: int) -> Outcome | None:
    """None until the decision is released, whatever is being written or decided."""
    decision = Decision.objects.filter(paper=paper_id, state=Decision.State.RELEASED).first()
    if decision is None or decision.released_at is None:
        return None
    return Outcome(
        words=outcome_words(decision),
        is_accept=decision.is_accept,
        presentation=decision.outcome if decision.is_accept else "",
        note=decision.note,
        released_at=decision.released_at,
        undelivered=undelivered(paper_id),
        reviews=reviews_for_authors([paper_id])[paper_id],
        remarks=remarks_for_authors(paper_id),
    )


def undelivered(paper_id: int) -> tuple[tuple[str, str], ...]:
    """Letters to the authors of a released paper that did not arrive; on its page they find what those said."""
    authors = Author.objects.filter(paper=paper_id).values(address=Lower("email"))
    lost = Letter.objects.filter(
        Q(kind="decision") | Q(to__in=authors),
        paper=paper_id,
        state__in=[Letter.State.FAILED, Letter.State.BOUNCED],
    )
    return tuple(lost.order_by("to", "pk").values_list("to", "error").distinct())


def outcome_words(decision: Decision) -> str:
    if decision.outcome == Decision.Outcome.WAIT:
        return "on the waiting list"
    return f"accepted as a {decision.outcome}" if decision.is_accept else "not accepted"


def is_released(workshop: Workshop) -> bool:
    return Release.objects.filter(workshop=workshop).exists()
