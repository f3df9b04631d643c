"""Has conflicts looked for whenever authors, addresses, affiliations, roles or lists change: papers know the authors."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from submissions.accounts.models import User
from submissions.accounts.selectors import known_addresses
from submissions.conflicts.facts import Authorship
from submissions.conflicts.selectors import is_bidding, is_frozen_for
from submissions.conflicts.services import detect
from submissions.conflicts.ties import Line, most_declared, replace_of_paper
from submissions.log.services import record
from submissions.papers.models import Author, Paper
from submissions.papers.selectors import authorships, authorships_of
from submissions.workshops.models import Membership, Workshop


def refresh_paper(paper: Paper) -> None:
    """Its authors, or whom they named, have changed."""
    workshop = paper.workshop
    members = list(User.objects.filter(memberships__workshop=workshop).distinct())
    detect(
        workshop=workshop,
        papers=[paper.pk],
        authorships=authorships_of(paper),
        history=written_with(members),
        members=members,
    )


@transaction.atomic
def name_conflicts(*, paper: Paper, lines: Sequence[Line], by: User) -> None:
    """The authors say who must not review. Raises TooManyTies."""
    replace_of_paper(paper_id=paper.pk, lines=lines, most=most_declared(paper.workshop))
    record("paper.conflicts", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    refresh_paper(paper)


def refresh_member(user: User, workshop: Workshop) -> None:
    """Somebody got a role."""
    _refresh(workshop, [user])


def refresh_workshop(workshop: Workshop) -> None:
    """What had waited for the end of bidding is due, or papers were brought in."""
    _refresh(workshop, list(User.objects.filter(memberships__workshop=workshop).distinct()))


def refresh_rules(workshop: Workshop) -> None:
    """An organizer has changed what counts. Whom this would let see a paper that they run stays blind; reviewers who bid, wait."""
    people = User.objects.filter(memberships__workshop=workshop).distinct()
    if is_bidding(workshop):
        people = people.exclude(memberships__in=workshop.memberships.filter(role=Membership.Role.REVIEWER))
    _refresh(workshop, list(people), hold=True)


def refresh_person(user: User) -> None:
    """A person's own addresses, affiliation or lists have changed. Where that person is bidding, it waits for the end."""
    for workshop in Workshop.objects.filter(memberships__user=user).distinct():
        if not is_frozen_for(user, workshop):
            _refresh(workshop, [user], hold=True)


def _refresh(workshop: Workshop, members: Collection[User], *, hold: bool = False) -> None:
    papers = list(Paper.objects.filter(workshop=workshop).values_list("pk", flat=True))
    detect(
        workshop=workshop,
        papers=papers,
        authorships=authorships(workshop),
        history=written_with(members),
        members=members,
        hold=hold,
    )


def written_with(people: Iterable[User]) -> list[Authorship]:
    """All author lines of complete papers of this site that any of these people wrote."""
    known = known_addresses(people)
    addresses = {address for each in known.values() for address in each}
    own = Author.objects.filter(user__in=known) | Author.objects.filter(email__in=addresses)
    papers = Paper.objects.exclude(state=Paper.State.DRAFT).filter(pk__in=own.values("paper"))
    rows = Author.objects.filter(paper__in=papers).values_list(
        "paper_id", "email", "user_id", "name", "affiliation", "orcid", "paper__created_at"
    )
    return [Authorship(*row) for row in rows]
