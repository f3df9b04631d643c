"""Whom an organizer may write to in one go. Groups are made of the papers that this organizer handles, and no others."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from reviews.assignment.models import Assignment
from reviews.decisions.models import Decision
from submissions import clock
from submissions.accounts.models import User
from submissions.mail.texts import Editable, Placeholder
from submissions.papers.access import handled_by
from submissions.papers.blind import blind
from submissions.papers.models import Paper
from submissions.workshops.models import Membership, Workshop

NAME = Placeholder("the reader's name", "{{ name }}", "Ada Example")
WORKSHOP = Placeholder("the workshop's short name", "{{ workshop }}", "OurWorkshop'25")
URL = Placeholder("the page that this is about", "{{ url }}", "https://…")
NUMBER = Placeholder("the paper's number", "{{ number }}", "12")
TITLE = Placeholder("the paper's title", "{{ title }}", "On Invented Matters")

ABOUT_A_PAPER = Editable(
    "group_paper",
    "To a group, about a paper",
    "Each letter is about one paper.",
    {"name": NAME, "number": NUMBER, "title": TITLE, "workshop": WORKSHOP, "url": URL},
)
GENERAL = Editable(
    "group",
    "To a group",
    "The letter is about the workshop.",
    {"name": NAME, "workshop": WORKSHOP, "url": URL},
)


@dataclass(frozen=True)
class Recipient:
    """One letter: to whom, about which paper. `context` holds what this person may know, and nothing else."""

    to: str
    paper: Paper | None
    context: Mapping[str, object]

    @property
    def key(self) -> str:
        return f"{self.paper.ref if self.paper else '-'}:{self.to}"


class People:
    """The people around the papers that an organizer handles, read once."""

    def __init__(self, user: User, workshop: Workshop) -> None:
        self.user, self.workshop = user, workshop

    @cached_property
    def papers(self) -> list[Paper]:
        out = Decision.objects.filter(paper=OuterRef("pk"), state=Decision.State.RELEASED).values("outcome")
        handled = handled_by(self.user, self.workshop).annotate(released=Subquery(out[:1]))
        return list(handled.select_related("creator").prefetch_related("authors").order_by("number"))

    @cached_property
    def seats(self) -> list[Assignment]:
        """Published seats whose review has not been handed in."""
        owing = Assignment.objects.filter(
            paper__in=[paper.pk for paper in self.papers if paper.state == Paper.State.SUBMITTED],
            state=Assignment.State.ACTIVE,
        ).exclude(review__submitted_at__isnull=False)
        related = ("reviewer", "paper__call", "paper__kind", "paper__current", "paper__workshop")
        return list(
            owing.select_related(*related).prefetch_related("paper__topics").order_by("paper__number", "pk")
        )

    def authors(self, keep: Callable[[Paper], bool]) -> Iterator[Recipient]:
        for paper in filter(keep, self.papers):
            lines = {line.email.lower(): line.name for line in paper.authors.all()}
            people = lines or {paper.creator.email: paper.creator.get_full_name()}
            url = self._url("paper", paper.ref)
            for address, name in people.items():
                yield Recipient(
                    address, paper, self._context(name, url, number=paper.number, title=paper.title)
                )

    def reviewers(self, keep: Callable[[Assignment], bool]) -> Iterator[Recipient]:
        for seat in filter(keep, self.seats):
            sees, person = blind(seat.paper), seat.reviewer
            context = self._context(
                person.get_full_name(), self._url("review", seat.ref), number=sees.number, title=sees.title
            )
            yield Recipient(person.email, seat.paper, context)

    def members(self, role: Membership.Role, page: str) -> Iterator[Recipient]:
        members = Membership.objects.filter(workshop=self.workshop, role=role).select_related("user")
        for row in members.order_by("user__name", "pk"):
            yield Recipient(row.user.email, None, self._context(row.user.get_full_name(), self._url(page)))

    def _url(self, page: str, *args: str) -> str:
        return settings.SITE_URL + reverse(page, args=[self.workshop.slug, *args])

    def _context(self, name: str, url: str, **about: object) -> dict[str, object]:
        return {"name": name or "colleague", "workshop": self.workshop.name, "url": url, **about}


def _is_late(seat: Assignment) -> bool:
    due = seat.paper.call.reviews_due_at
    return bool(due and due < clock.now(seat.paper.workshop))


def _is_out(*outcomes: str) -> Callable[[Paper], bool]:
    """Of papers that still are in; before the release nobody is accepted, whatever is decided."""

    def keep(paper: Paper) -> bool:
        return paper.state == Paper.State.SUBMITTED and getattr(paper, "released", None) in outcomes

    return keep


@dataclass(frozen=True)
class Group:
    label: str
    editable: Editable
    recipients: Callable[[People], Iterator[Recipient]]


GROUPS: dict[str, Group] = {
    "submitted": Group(
        "authors of submitted papers",
        ABOUT_A_PAPER,
        lambda people: people.authors(lambda paper: paper.state == Paper.State.SUBMITTED),
    ),
    "drafts": Group(
        "authors of unfinished drafts",
        ABOUT_A_PAPER,
        lambda people: people.authors(lambda paper: paper.state == Paper.State.DRAFT),
    ),
    "accepted": Group(
        "authors of accepted papers", ABOUT_A_PAPER, lambda people: people.authors(_is_out("talk", "poster"))
    ),
    "talks": Group("authors of talks", ABOUT_A_PAPER, lambda people: people.authors(_is_out("talk"))),
    "posters": Group("authors of posters", ABOUT_A_PAPER, lambda people: people.authors(_is_out("poster"))),
    "waiting": Group(
        "authors on the waiting list", ABOUT_A_PAPER, lambda people: people.authors(_is_out("wait"))
    ),
    "rejected": Group(
        "authors of papers not accepted", ABOUT_A_PAPER, lambda people: people.authors(_is_out("reject"))
    ),
    "owing": Group(
        "reviewers who owe a review", ABOUT_A_PAPER, lambda people: people.reviewers(lambda _: True)
    ),
    "late": Group("reviewers who are late", ABOUT_A_PAPER, lambda people: people.reviewers(_is_late)),
    "reviewers": Group(
        "all reviewers", GENERAL, lambda people: people.members(Membership.Role.REVIEWER, "reviews-mine")
    ),
    "organizers": Group(
        "all organizers", GENERAL, lambda people: people.members(Membership.Role.ORGANIZER, "desk")
    ),
}
