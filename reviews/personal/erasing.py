"""Erases a person. The account stays as a row without a name, so that reviews and decisions have somebody they came from."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import CASCADE, Q

from reviews.assignment.models import Assignment
from reviews.personal import services as copies
from reviews.personal.models import Erasure
from reviews.personal.retaining import drop_files
from reviews.personal.scrubbing import Person, scrub
from reviews.personal.standing import standing, why_kept
from reviews.reviewing.models import Review
from submissions import clock
from submissions.accounts.merging import LEFT_BEHIND, relations
from submissions.accounts.models import User
from submissions.accounts.selectors import known_addresses
from submissions.jobs import services as jobs
from submissions.jobs.models import Job
from submissions.log.services import record
from submissions.mail.models import UNSENT, Letter
from submissions.papers.access import written_by
from submissions.papers.models import Author, Paper, Version
from submissions.refs import new_ref
from submissions.retention.selectors import is_over

KIND = "solve.erase"
OWN = {"user", "reviewer"}
"""A row that goes with the person names it so; one that says who did something calls that `by`."""


class CannotEraseError(Exception):
    """Something is to be settled before; nothing was changed."""


@transaction.atomic
def ask(*, user: User) -> None:
    """The account is closed at once. Raises CannotEraseError."""
    if standing(user).hindrances:
        raise CannotEraseError
    erasure, _ = Erasure.objects.get_or_create(user=user)
    User.objects.filter(pk=user.pk).update(is_active=False, password=make_password(None), is_operator=False)
    record("account.erased", actor_id=user.pk)
    jobs.enqueue(KIND, erasure.pk)


def erase(job: Job) -> None:
    erasure = Erasure.objects.select_related("user").get(pk=job.object_id)
    with transaction.atomic():
        if jobs.complete(job):
            erase_now(erasure)


def finish() -> int:
    """What had to stay until a workshop was over. Returns how many people are looked at again."""
    found = 0
    for erasure in Erasure.objects.filter(done_at=None).select_related("user"):
        lines = Author.objects.filter(user=erasure.user).select_related("paper__workshop")
        if any(is_over(line.paper.workshop) and not _is_done(line) for line in lines):
            jobs.enqueue(KIND, erasure.pk)
            found += 1
    return found


def _is_done(line: Author) -> bool:
    return line.email.endswith(Person.DOMAIN)


def erase_now(erasure: Erasure) -> None:
    """Safe to repeat: a later run goes through what had to stay in an earlier one."""
    user = erasure.user
    person = _person(user)
    papers = list(written_by(user).select_related("workshop"))
    kept = [paper for paper in papers if why_kept(paper)]
    running = [paper for paper in kept if not is_over(paper.workshop)]
    _go(user)
    _drop_drafts(user)
    Letter.objects.filter(to__in=person.addresses, state__in=UNSENT).update(state=Letter.State.WITHDRAWN)
    Version.objects.filter(uploaded_by=user).update(original_name="paper.pdf")
    _cross_out(user, person, kept=kept, running=running)
    scrub(person, kept=[paper.pk for paper in kept], running=[paper.pk for paper in running])
    Letter.objects.filter(to=person.address).update(body="Erased with its reader's account.\n")
    _pseudonymise(user, person)
    if not running:
        Erasure.objects.filter(pk=erasure.pk).update(done_at=clock.now())


def _person(user: User) -> Person:
    lines = list(Author.objects.filter(user=user))
    addresses = known_addresses([user])[user.pk] | {line.email.lower() for line in lines}
    orcids = {user.orcid, *(line.orcid for line in lines)}
    mark = user.email.partition("@")[0] if user.email.endswith(Person.DOMAIN) else new_ref()
    return Person(
        names={user.name, *(line.name for line in lines)},
        addresses={each for each in addresses if not each.endswith(Person.DOMAIN)},
        orcids=orcids - {""},
        mark=mark,
    )


def _go(user: User) -> None:
    """Roles, bids, conflicts, ties, publications; seats without a review. What was handed in stays."""
    written = Review.objects.filter(assignment__reviewer=user)
    written.filter(submitted_at=None).delete()
    written.update(draft=None)
    seats = Assignment.objects.filter(reviewer=user, review=None)
    seats.filter(state=Assignment.State.DRAFT).delete()
    seats.update(state=Assignment.State.REMOVED)
    copies.forget_one(user)
    for field in _own_rows():
        field.model._base_manager.filter(**{field.name: user}).delete()  # noqa: SLF001 - as Django documents it


def _own_rows() -> Iterator[models.ForeignKey[User, User]]:
    for field in relations(with_sign_in=True):
        is_own = field.name in OWN and field.remote_field.on_delete is CASCADE
        if (is_own or field.model._meta.label_lower in LEFT_BEHIND) and field.model is not Erasure:  # noqa: SLF001
            yield field


def _drop_drafts(user: User) -> None:
    """Papers that were begun and never submitted, by nobody else."""
    others = Author.objects.filter(user__isnull=False).exclude(user=user).values("paper")
    begun = Paper.objects.filter(creator=user, state=Paper.State.DRAFT).exclude(pk__in=others)
    drop_files(begun)
    begun.delete()


def _cross_out(user: User, person: Person, *, kept: list[Paper], running: list[Paper]) -> None:
    """Lines on lists of authors: all of it, the address alone, or nothing yet."""
    lines = Author.objects.filter(Q(user=user) | Q(email__in=person.addresses)).exclude(paper__in=running)
    lines.update(email=person.address, orcid="")
    lines.exclude(paper__in=kept).update(name=person.name, affiliation="", country="")


def _pseudonymise(user: User, person: Person) -> None:
    EmailAddress.objects.filter(user=user).delete()
    blank = {"affiliation": "", "country": "", "orcid": ""}
    User.objects.filter(pk=user.pk).update(name=person.name, email=person.address, **blank)
