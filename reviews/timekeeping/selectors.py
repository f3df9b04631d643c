"""How reviewing stands: coverage per paper, where reviewers disagree, and what reviewers have reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from reviews.assignment.selectors import REVIEWS_PER_PAPER
from reviews.committee.models import Invitation
from reviews.reviewing.models import Report
from reviews.reviewing.selectors import DISAGREEMENT, Scores, scores
from reviews.timekeeping.curve import Curve, curve_of
from reviews.timekeeping.models import Digest, Offer, Standby
from reviews.timekeeping.owed import Owed, State, owed_of
from reviews.timekeeping.seats import seats
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Coverage:
    """One paper: how many reviews it has, may still get, and how many of the pool are asked to help."""

    paper: Paper
    scores: Scores
    at_risk: int
    asked: int

    @property
    def done(self) -> int:
        return self.scores.done

    @property
    def expected(self) -> int:
        """What will be there if nobody at risk comes through."""
        return self.scores.assigned - self.at_risk

    @property
    def is_short(self) -> bool:
        return self.expected < REVIEWS_PER_PAPER

    @property
    def wants_help(self) -> bool:
        """Reviewers were named, and too few of them will come through."""
        return self.is_short and self.scores.assigned > 0

    @property
    def tone(self) -> str:
        if self.done >= REVIEWS_PER_PAPER:
            return "ok"
        return "warn" if self.is_short else "wait"

    @property
    def words(self) -> str:
        if self.done >= REVIEWS_PER_PAPER:
            return "covered"
        if self.scores.assigned < REVIEWS_PER_PAPER:
            return f"{self.scores.assigned} of {REVIEWS_PER_PAPER} reviewers"
        return f"{self.at_risk} at risk" if self.at_risk else "on its way"

    @property
    def disagrees(self) -> bool:
        return (self.scores.spread or 0) >= DISAGREEMENT


@dataclass(frozen=True)
class Progress:
    owed: list[Owed]
    coverage: list[Coverage]
    curve: Curve | None
    has_pool: bool

    @property
    def states(self) -> list[tuple[State, int]]:
        counts = Counter(row.state for row in self.owed)
        return [(state, counts[state]) for state in State if counts[state]]

    @property
    def at_risk(self) -> list[Owed]:
        return [row for row in self.owed if row.is_at_risk]

    @property
    def on_their_way(self) -> list[Owed]:
        return [row for row in self.owed if not row.is_at_risk]

    @property
    def short(self) -> list[Coverage]:
        """Papers that want another reviewer; those that may expect fewest reviews come first."""
        rows = [row for row in self.coverage if row.wants_help]
        return sorted(rows, key=lambda row: (row.expected, row.paper.number))

    @property
    def without_reviewers(self) -> list[Coverage]:
        return [row for row in self.coverage if not row.scores.assigned]

    @property
    def covered(self) -> list[Coverage]:
        return [row for row in self.coverage if row.scores.assigned and not row.is_short]

    @property
    def done(self) -> int:
        return sum(row.done for row in self.coverage)

    @property
    def assigned(self) -> int:
        return sum(row.scores.assigned for row in self.coverage)

    @property
    def disagreeing(self) -> list[Coverage]:
        """The widest spread first."""
        rows = [row for row in self.coverage if row.disagrees]
        return sorted(rows, key=lambda row: (-(row.scores.spread or 0), row.paper.number))


def progress(user: User, workshop: Workshop, at: datetime) -> Progress:
    """Over the papers that this organizer handles; as many queries for any number of them."""
    papers = handled_by(user, workshop).filter(state=Paper.State.SUBMITTED)
    told, numbers = seats(user, workshop), scores(papers)
    rows = owed_of(told, at)
    risks = Counter(row.seat.paper_id for row in rows if row.is_at_risk)
    asked = Count("offers", filter=Q(offers__state=Offer.State.OPEN))
    coverage = [
        Coverage(paper, numbers[paper.pk], risks[paper.pk], paper.asked)
        for paper in papers.annotate(asked=asked)
        if paper.pk in numbers
    ]
    ready = Standby.objects.filter(invitation__workshop=workshop, invitation__state=Invitation.State.ACCEPTED)
    return Progress(rows, coverage, curve_of(told, at), has_pool=ready.exists())


def has_digest(user: User, workshop: Workshop) -> bool:
    return not Digest.objects.filter(user=user, workshop=workshop, is_wanted=False).exists()


def open_reports(papers: Iterable[int]) -> list[Report]:
    """What reviewers of these papers have told and nobody has dealt with, oldest first."""
    reports = Report.objects.filter(assignment__paper__in=papers, settled_at=None)
    return list(reports.select_related("assignment__paper", "assignment__reviewer"))
