"""Workshops are public by their slug; running one is for its organizers."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from submissions.accounts.models import User
from submissions.workshops.models import Membership, Workshop


def workshop_by_slug(slug: str) -> Workshop:
    workshop = Workshop.objects.filter(slug=slug).first()
    if workshop is None:
        raise Http404
    return workshop


def workshop_for_organizer(user: User, slug: str) -> Workshop:
    workshop = Workshop.objects.filter(
        slug=slug, memberships__user=user, memberships__role=Membership.Role.ORGANIZER
    ).first()
    if workshop is None:
        raise Http404
    return workshop


def listed_for(user: User | AnonymousUser) -> QuerySet[Workshop]:
    """What the home page shows: the public workshops, and those in which the person has a role."""
    listed = Q(is_public=True)
    if user.is_authenticated:
        listed |= Q(memberships__user=user)
    return Workshop.objects.filter(listed).distinct()
