"""Building the committee: invite, accept, decline, take back, and give the organizer's role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from reviews.committee import selectors
from reviews.committee.models import Invitation, Suggestion
from reviews.committee.paste import Invitee
from reviews.committee.wording import INVITE
from submissions import clock
from submissions.accounts.models import User
from submissions.accounts.selectors import account_of
from submissions.accounts.services import account_at
from submissions.log.services import record
from submissions.mail.services import write
from submissions.papers.conflicts import refresh_member, refresh_person
from submissions.papers.services import claim_authorships
from submissions.publications import services as publications
from submissions.publications.reading import Work
from submissions.workshops.models import Membership, Topic, Workshop
from submissions.workshops.services import add_member


class AccountExistsError(Exception):
    """The address belongs to an account; its owner signs in first. Nothing was written."""


class AnsweredError(Exception):
    """The invitation has been answered meanwhile; nothing was written."""


@dataclass(frozen=True)
class Terms:
    """What somebody agrees to. `name` is used for a new account only; `works` are added to the person's own papers."""

    max_load: int
    topics: Sequence[Topic]
    name: str = ""
    works: Sequence[Work] = ()
    agreed_to: str = ""


@dataclass(frozen=True)
class Invited:
    invitations: list[Invitation]
    skipped: dict[str, str]
    """From address to the reason."""


@transaction.atomic
def invite(*, workshop: Workshop, by: User, people: Iterable[Invitee]) -> Invited:
    """Ask people to review, each by a letter with a link of their own. Who was asked before is skipped and named."""
    by_email = {person.email.lower(): person for person in people}
    skipped = selectors.already(workshop, list(by_email))
    made = [_invite(workshop, by, who) for email, who in by_email.items() if email not in skipped]
    if made:
        record("invitation.sent", workshop_id=workshop.pk, actor_id=by.pk, to=[row.email for row in made])
    return Invited(made, skipped)


def _invite(workshop: Workshop, by: User, who: Invitee) -> Invitation:
    invitation, is_new = Invitation.objects.get_or_create(
        workshop=workshop,
        email=who.email.lower(),
        defaults={
            "name": who.name,
            "affiliation": who.affiliation,
            "invited_by": by,
            "invited_at": clock.now(workshop),
        },
    )
    if is_new:
        send(invitation, workshop, by)
    return invitation


def send(invitation: Invitation, workshop: Workshop, by: User) -> None:
    write(
        INVITE.kind,
        to=invitation.email,
        key=invitation.token,
        context={
            "workshop": workshop,
            "name": invitation.name,
            "by": by.get_full_name(),
            "url": settings.SITE_URL + reverse("invitation", args=[invitation.token]),
            "due": selectors.reviews_due(workshop),
        },
        workshop_id=workshop.pk,
        reply_to=[by.email],
    )


@transaction.atomic
def accept(*, invitation: Invitation, user: User | None, terms: Terms) -> User:
    """Say yes, or change load and topics afterwards. Without `user` an account is made for the invited address.

    The address is one of `user`'s own and proved: conflicts must know it, and nobody else may sign in by it. Raises AccountExistsError when `user` is None and there is one already: a link signs nobody in.
    """
    invitation = Invitation.objects.select_for_update().select_related("workshop").get(pk=invitation.pk)
    workshop = invitation.workshop
    who = user or _new_account(invitation, terms.name)
    is_new = invitation.state != Invitation.State.ACCEPTED
    if is_new:
        invitation.state, invitation.user, invitation.decline_reason = Invitation.State.ACCEPTED, who, ""
        invitation.answered_at = clock.now(workshop)
    invitation.max_load, invitation.agreed_to = terms.max_load, terms.agreed_to or invitation.agreed_to
    invitation.save()
    invitation.topics.set(terms.topics)
    if terms.works:
        publications.add(user=who, works=terms.works)
    if not _give_role(workshop, who, Membership.Role.REVIEWER) and terms.works:
        refresh_person(who)
    verb = "invitation.accepted" if is_new else "invitation.changed"
    record(verb, workshop_id=workshop.pk, actor_id=who.pk, email=invitation.email)
    return who


@transaction.atomic
def decline(*, invitation: Invitation, reason: str, instead: Iterable[Invitee] = ()) -> None:
    """Say no, and whom else to ask. Raises AnsweredError after a yes: papers may be assigned by then."""
    workshop = invitation.workshop
    moved = Invitation.objects.filter(pk=invitation.pk).exclude(state=Invitation.State.ACCEPTED)
    if not moved.update(
        state=Invitation.State.DECLINED, decline_reason=reason[:300], answered_at=clock.now(workshop)
    ):
        raise AnsweredError
    Suggestion.objects.bulk_create(
        (
            Suggestion(invitation=invitation, email=who.email, name=who.name, affiliation=who.affiliation)
            for who in instead
        ),
        ignore_conflicts=True,
    )
    record("invitation.declined", workshop_id=workshop.pk, email=invitation.email)


@transaction.atomic
def take_back(*, invitation: Invitation, by: User) -> None:
    """Remove an invitation that nobody answered; its link is void. Raises AnsweredError."""
    unanswered = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.INVITED)
    if not unanswered.delete()[0]:
        raise AnsweredError
    record("invitation.removed", workshop_id=invitation.workshop_id, actor_id=by.pk, email=invitation.email)


@transaction.atomic
def set_load(*, invitation: Invitation, most: int, by: User) -> None:
    """How many papers somebody may get: an organizer has asked them."""
    Invitation.objects.filter(pk=invitation.pk).update(max_load=most)
    record(
        "invitation.load",
        workshop_id=invitation.workshop_id,
        actor_id=by.pk,
        email=invitation.email,
        most=most,
    )


@transaction.atomic
def add_organizer(*, workshop: Workshop, by: User, user: User) -> bool:
    """Give the organizer's role; False when the person has it already."""
    is_new = _give_role(workshop, user, Membership.Role.ORGANIZER)
    if is_new:
        record("organizer.added", workshop_id=workshop.pk, actor_id=by.pk, email=user.email)
    return is_new


def _give_role(workshop: Workshop, user: User, role: Membership.Role) -> bool:
    is_new = not workshop.memberships.filter(user=user, role=role).exists()
    add_member(workshop=workshop, user=user, role=role)
    if is_new:
        refresh_member(user, workshop)
    return is_new


def _new_account(invitation: Invitation, name: str) -> User:
    if account_of(invitation.email):
        raise AccountExistsError
    user = account_at(invitation.email, name=name, affiliation=invitation.affiliation)
    claim_authorships(user)
    return user
