"""Workshops are public by their slug; running one is for its organizers."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from submissions.accounts.models import User
from submissions.workshops.models import Call, Membership, Workshop


def workshop_by_slug(slug: str) -> Workshop:
    workshop = Workshop.objects.filter(slug=slug).first()
    if workshop is None:
        raise Http404
    return workshop


def workshop_for_organizer(user: User, slug: str) -> Workshop:
    """For what concerns the workshop as a whole: its people, dates, letters, exports."""
    return _run_by(user, slug, [Membership.Role.ORGANIZER])


def workshop_for_handler(user: User, slug: str) -> Workshop:
    """For what concerns the papers that somebody handles, on pages that work for a guest organizer too."""
    return _run_by(user, slug, [Membership.Role.ORGANIZER, Membership.Role.GUEST])


def _run_by(user: User, slug: str, roles: Sequence[str]) -> Workshop:
    role = Membership.objects.filter(workshop=OuterRef("pk"), user=user, role__in=roles)
    workshop = Workshop.objects.filter(Exists(role), slug=slug).first()
    if workshop is None:
        raise Http404
    return workshop


def runs(user: User, workshop: Workshop) -> bool:
    """Is this one of the organizers? A guest is none."""
    return workshop.memberships.filter(user=user, role=Membership.Role.ORGANIZER).exists()


def organizes(user: User, workshop: Workshop) -> Exists:
    """The same as a condition for queries."""
    role = Membership.Role.ORGANIZER
    return Exists(Membership.objects.filter(workshop=workshop, user=user, role=role))


def call_for_organizer(user: User, slug: str, call: str) -> tuple[Workshop, Call]:
    workshop = workshop_for_organizer(user, slug)
    found = workshop.calls.select_related("workshop").filter(slug=call).first()
    if found is None:
        raise Http404
    return workshop, found


def organized_by(user: User) -> QuerySet[Workshop]:
    """Newest first."""
    mine = Workshop.objects.filter(memberships__user=user, memberships__role=Membership.Role.ORGANIZER)
    return mine.order_by("-created_at", "-pk")


def may_create(user: User | AnonymousUser) -> bool:
    """As the operator's setting CREATORS says."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_operator or settings.CREATORS == "everybody":
        return True
    return settings.CREATORS == "organizers" and organized_by(user).exists()


def require_creator(user: User) -> None:
    if not may_create(user):
        raise Http404


def listed_for(user: User | AnonymousUser) -> QuerySet[Workshop]:
    """What the home page shows: the public workshops, and those in which the person has a role."""
    listed = Q(is_public=True)
    if user.is_authenticated:
        listed |= Q(memberships__user=user)
    return Workshop.objects.filter(listed).distinct()
