"""The accepted papers after release: complete, and the same for everybody. Contacts and attendance are for organizers."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import OuterRef, Subquery

from reviews.attendance.models import Attendance
from reviews.decisions.models import Decision
from submissions.log.models import Entry
from submissions.papers.models import Author, Paper
from submissions.workshops.models import Workshop

CHANGES = ("paper.saved", "author.corrected", "authors.allowed", "camera.retitled")
"""Acts after which a title, an abstract or a list of authors may read otherwise."""


@dataclass(frozen=True)
class ListedAuthor:
    name: str
    affiliation: str

    @property
    def words(self) -> str:
        return f"{self.name} ({self.affiliation})" if self.affiliation else self.name


@dataclass(frozen=True)
class Contact:
    name: str
    email: str


@dataclass(frozen=True)
class Coming:
    """Who presents, and whether in person; `in_person` is a state of the attendance ledger."""

    presenter: str
    in_person: str
    registration: str


@dataclass(frozen=True)
class AcceptedPaper:
    """`presentation` is talk or poster. `contact` is who sent the paper in, if among its authors, else the first."""

    number: int
    title: str
    abstract: str
    kind: str
    presentation: str
    authors: tuple[ListedAuthor, ...]
    contact: Contact
    coming: Coming
    changed_at: datetime

    @property
    def last_change(self) -> str:
        return f"{self.changed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def accepted_papers(workshop: Workshop) -> list[AcceptedPaper]:
    """By number, in two queries."""
    changed = Entry.objects.filter(paper=OuterRef("paper"), verb__in=CHANGES).order_by("-at")
    decisions = (
        Decision.objects.filter(
            paper__workshop=workshop, paper__state=Paper.State.SUBMITTED, state=Decision.State.RELEASED
        )
        .filter(outcome__in=[Decision.Outcome.TALK, Decision.Outcome.POSTER])
        .select_related("paper__kind", "paper__creator", "paper__attendance")
        .prefetch_related("paper__authors")
        .annotate(reworded_at=Subquery(changed.values("at")[:1]))
        .order_by("paper__number")
    )
    return [_listed(decision, decision.reworded_at) for decision in decisions]


def _listed(decision: Decision, reworded_at: datetime | None) -> AcceptedPaper:
    paper = decision.paper
    authors = list(paper.authors.all())
    attendance: Attendance | None = getattr(paper, "attendance", None)
    stamps = [
        decision.released_at,
        reworded_at,
        attendance.changed_at if attendance and attendance.version else None,
    ]
    return AcceptedPaper(
        number=paper.number,
        title=paper.title,
        abstract=paper.abstract,
        kind=paper.kind.name if paper.kind else "",
        presentation=decision.outcome,
        authors=tuple(ListedAuthor(author.name, author.affiliation) for author in authors),
        contact=_contact(paper, authors),
        coming=_coming(attendance),
        changed_at=max(stamp for stamp in stamps if stamp),
    )


def _coming(row: Attendance | None) -> Coming:
    return Coming(row.presenter_name, row.state, row.proof) if row else Coming("", Attendance.State.OPEN, "")


def _contact(paper: Paper, authors: list[Author]) -> Contact:
    creator = paper.creator
    own = [line for line in authors if line.user_id == creator.pk or line.email == creator.email]
    if line := next(iter(own or authors), None):
        return Contact(line.name, line.email)
    return Contact(creator.get_full_name(), creator.email)
