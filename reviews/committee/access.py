"""Who serves on a committee, and the ways to an invitation: its mailed link, or running the workshop."""

from django.db.models import QuerySet
from django.http import Http404

from reviews.committee.models import Invitation, Suggestion
from submissions.accounts.models import User
from submissions.workshops.models import Membership, Workshop


def workshop_for_reviewer(user: User, slug: str) -> Workshop:
    workshop = Workshop.objects.filter(
        slug=slug, memberships__user=user, memberships__role=Membership.Role.REVIEWER
    ).first()
    if workshop is None:
        raise Http404
    return workshop


def invitation_by_token(token: str) -> Invitation:
    return _one(Invitation.objects.filter(token=token))


def invitation_of(workshop: Workshop, pk: int) -> Invitation:
    """For an organizer, who got `workshop` through `workshop_for_organizer`."""
    return _one(Invitation.objects.filter(workshop=workshop, pk=pk))


def suggestion_of(workshop: Workshop, pk: int) -> Suggestion:
    """For an organizer, as above."""
    rows = Suggestion.objects.filter(invitation__workshop=workshop, pk=pk)
    suggestion = rows.select_related("invitation__workshop").first()
    if suggestion is None:
        raise Http404
    return suggestion


def _one(invitations: QuerySet[Invitation]) -> Invitation:
    invitation = invitations.select_related("workshop", "user").first()
    if invitation is None:
        raise Http404
    return invitation
