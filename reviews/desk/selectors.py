"""The papers of a workshop as one of their handlers sees them, each with where it stands."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString

from reviews.assignment.models import Assignment
from reviews.assignment.selectors import REVIEWS_PER_PAPER
from reviews.decisions.figures import of_scales, written
from reviews.decisions.models import Decision
from reviews.decisions.pieces import cells, dots, spread_svg
from reviews.decisions.selectors import SHORT_WORDS
from reviews.reviewing.criteria import NOTHING, Criteria
from reviews.reviewing.selectors import DISAGREEMENT, Scores, scores
from submissions.accounts.models import User
from submissions.checking.models import Check
from submissions.checking.selectors import latest_checks, latest_job_state
from submissions.papers.access import handled_by
from submissions.papers.models import Paper, PrivateLink
from submissions.workshops.models import Workshop

State = Paper.State
STATE_TONES = {State.DRAFT: "warn", State.SUBMITTED: "ok", State.WITHDRAWN: "plain", State.REJECTED: "plain"}


@dataclass(frozen=True)
class PaperRow:
    """`named` counts reviewers told or drafted, `drafted` the latter; `decision` is what stands, else the own draft."""

    pk: int
    ref: str
    number: int
    title: str
    kind: str
    state: str
    has_pdf: bool
    check: Check | None
    scores: Scores
    named: int
    drafted: int
    scales: Criteria = NOTHING
    decision: str = ""
    decision_state: str = ""
    is_check_stuck: bool = False
    is_unconfirmed: bool = False
    """Sent without an account, and nobody has confirmed the address."""

    @property
    def state_tone(self) -> str:
        return STATE_TONES[State(self.state)]

    @property
    def check_tone(self) -> str:
        if self.is_check_stuck:
            return "error"
        if self.check is None:
            return "wait" if self.has_pdf else "plain"
        if self.check.status == Check.Status.FAILED or self.check.errors:
            return "error"
        return "warn" if self.check.warnings else "ok"

    @property
    def check_words(self) -> str:
        if self.is_check_stuck:
            return "not checked"
        if self.check is None:
            return "waiting" if self.has_pdf else "no PDF"
        if self.check.errors:
            return f"{self.check.errors} to fix"
        return f"{self.check.warnings} to look at" if self.check.warnings else "passed"

    @property
    def has_findings(self) -> bool:
        return self.state not in Paper.OVER and self.check_tone == "error" and not self.is_check_stuck

    @property
    def is_submitted(self) -> bool:
        return self.state == State.SUBMITTED

    @property
    def is_short(self) -> bool:
        return self.is_submitted and self.named < REVIEWS_PER_PAPER

    @property
    def is_draft_with_pdf(self) -> bool:
        return self.state == State.DRAFT and self.has_pdf

    @property
    def cells(self) -> SafeString:
        """Means of the overall scores, and by the workshop's own scales."""
        return cells(written([self.scores.overall, *of_scales(self.scores, self.scales)]), best=0)

    @property
    def disagrees(self) -> bool:
        return (self.scores.spread or 0) >= DISAGREEMENT

    @property
    def dots(self) -> SafeString | str:
        return dots(self.scores.done, self.scores.assigned, "reviews") if self.scores.assigned else ""

    @property
    def spread_svg(self) -> SafeString | str:
        return spread_svg(self.scores.overalls) if self.scores.overalls else ""

    @property
    def is_decision_private(self) -> bool:
        return self.decision_state == Decision.State.DRAFT


def rows(user: User, workshop: Workshop, scales: Criteria = NOTHING) -> list[PaperRow]:
    """Papers in every state, by number, in four queries; `scales` are those to be shown."""
    standing = _standing(user)
    seats = Assignment.objects.filter(paper=OuterRef("pk")).order_by().values("paper").annotate(n=Count("pk"))
    named = seats.exclude(state=Assignment.State.REMOVED).values("n")
    found = (
        handled_by(user, workshop)
        .annotate(
            named=Coalesce(Subquery(named), 0),
            drafted=Coalesce(Subquery(named.filter(state=Assignment.State.DRAFT)), 0),
            outcome=Subquery(standing.values("outcome")[:1]),
            outcome_state=Subquery(standing.values("state")[:1]),
            check_job=latest_job_state(OuterRef("current_id")),
            unconfirmed=Exists(PrivateLink.objects.filter(paper=OuterRef("pk"), confirmed_at=None)),
        )
        .values_list(
            *("pk", "ref", "number", "title", "draft__texts__title", "kind__name", "state", "current_id"),
            *("named", "drafted", "outcome", "outcome_state", "check_job", "unconfirmed"),
        )
    )
    kept = list(found)
    # The ids of what was found: to ask again whether the viewer handles each would cost more than all the rest.
    papers = Paper.objects.filter(pk__in=[row[0] for row in kept])
    numbers, checks = scores(papers), latest_checks(papers)
    return [
        PaperRow(
            pk=pk,
            ref=ref,
            number=number,
            title=title or typed or "Untitled draft",
            kind=kind or "",
            state=state,
            has_pdf=current is not None,
            check=checks.get(pk),
            scores=numbers[pk],
            named=named,
            drafted=drafted,
            scales=scales,
            decision=SHORT_WORDS[Decision.Outcome(outcome)] if outcome else "",
            decision_state=outcome_state or "",
            is_check_stuck=check_job == "failed",
            is_unconfirmed=unconfirmed,
        )
        for pk, ref, number, title, typed, kind, state, current, named, drafted, outcome, outcome_state, check_job, unconfirmed in kept
    ]


def _standing(user: User) -> QuerySet[Decision]:
    """The paper's decision, else this organizer's own draft of one."""
    is_shown = Q(state__in=[Decision.State.READY, Decision.State.RELEASED]) | Q(by=user)
    is_draft = Case(When(state=Decision.State.DRAFT, then=1), default=0)
    return Decision.objects.filter(is_shown, paper=OuterRef("pk")).order_by(is_draft, "pk")
