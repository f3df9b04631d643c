"""The ledger of who comes. After release the accepted papers are known to every organizer, and so is this."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, OuterRef, Subquery, When

from reviews.attendance.access import accepted_in
from reviews.attendance.models import COMING, Attendance
from reviews.decisions.figures import by_confidence
from reviews.decisions.models import Capacity, Decision
from reviews.reviewing.selectors import scores
from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

State = Attendance.State
TONES = {
    State.OPEN: "wait",
    State.YES: "ok",
    State.REGISTERED: "ok",
    State.VISA: "warn",
    State.CANNOT: "error",
}


@dataclass(frozen=True)
class Row:
    """An accepted paper. `ref` is set where the viewer handles it, `version` counts answers."""

    number: int
    title: str
    presentation: str
    ref: str
    state: State
    presenter: str
    proof: str
    remark: str
    is_asked: bool
    changed_at: datetime | None

    @property
    def words(self) -> str:
        return self.state.label

    @property
    def tone(self) -> str:
        return TONES[self.state]


def rows(user: User, workshop: Workshop) -> list[Row]:
    """By number, in one query."""
    handled = Case(When(pk__in=handled_by(user, workshop).values("pk"), then=True), default=False)
    out = Decision.objects.filter(paper=OuterRef("pk"), state=Decision.State.RELEASED).values("outcome")
    papers = (
        accepted_in(workshop)
        .select_related("attendance")
        .annotate(presentation=Subquery(out[:1]), is_handled=handled)
    )
    return [_row(paper, paper.ref if paper.is_handled else "") for paper in papers]


def _row(paper: Paper, ref: str) -> Row:
    found: Attendance | None = getattr(paper, "attendance", None)
    return Row(
        number=paper.number,
        title=paper.title,
        presentation=getattr(paper, "presentation", ""),
        ref=ref,
        state=State(found.state) if found else State.OPEN,
        presenter=found.presenter_name if found else "",
        proof=found.proof if found else "",
        remark=found.remark if found and ref else "",
        is_asked=bool(found and found.asked_at),
        changed_at=found.changed_at if found and found.version else None,
    )


Fact = tuple[str, str, str, str]


def facts(shown: Sequence[Row]) -> list[Fact]:
    """(term, value, detail, tone): what the room must hold."""
    counts = Counter(row.state for row in shown)
    coming = sum(counts[state] for state in COMING)
    kinds = Counter(row.presentation for row in shown if row.state in COMING)
    detail = f"{kinds['talk']} of talks, {kinds['poster']} of posters"
    return [
        ("In person", f"{coming} of {len(shown)}", detail, "ok" if coming == len(shown) else "plain"),
        ("Registered", str(counts[State.REGISTERED]), "with a number", "plain"),
        ("Visa pending", str(counts[State.VISA]), "", "warn" if counts[State.VISA] else "plain"),
        ("Cannot come", str(counts[State.CANNOT]), "", "error" if counts[State.CANNOT] else "plain"),
        ("Not answered", str(counts[State.OPEN]), "", "wait" if counts[State.OPEN] else "plain"),
    ]


@dataclass(frozen=True)
class Waiting:
    """A paper on the waiting list that the viewer handles."""

    ref: str
    number: int
    title: str
    mean: str


@dataclass(frozen=True)
class Places:
    """`free` places of one presentation; None where nobody said how many there are. `gone` withdrew after release."""

    presentation: str
    taken: int
    room: int | None
    gone: tuple[int, ...]

    @property
    def free(self) -> int:
        return len(self.gone) if self.room is None else max(0, self.room - self.taken)


def places(workshop: Workshop, shown: Sequence[Row]) -> list[Places]:
    capacity = Capacity.objects.filter(workshop=workshop).first() or Capacity()
    left = Decision.objects.filter(
        paper__workshop=workshop, paper__state=Paper.State.WITHDRAWN, state=Decision.State.RELEASED
    ).order_by("paper__number")
    gone = list(left.values_list("outcome", "paper__number"))
    taken = Counter(row.presentation for row in shown)
    return [
        Places(kind, taken[kind], room, tuple(number for outcome, number in gone if outcome == kind))
        for kind, room in (("talk", capacity.talks), ("poster", capacity.posters))
    ]


def waiting(user: User, workshop: Workshop) -> list[Waiting]:
    """The best first, by the mean that weighs confidence; only papers that this organizer handles."""
    out = Decision.objects.filter(state=Decision.State.RELEASED, outcome=Decision.Outcome.WAIT)
    papers = handled_by(user, workshop).filter(state=Paper.State.SUBMITTED, pk__in=out.values("paper"))
    numbers = scores(papers) if papers else {}
    means = {pk: by_confidence(each) or 0.0 for pk, each in numbers.items()}
    found = sorted(papers, key=lambda paper: (-means.get(paper.pk, 0.0), paper.number))
    return [
        Waiting(paper.ref, paper.number, paper.title, f"{means[paper.pk]:.1f}" if means.get(paper.pk) else "")
        for paper in found
    ]
