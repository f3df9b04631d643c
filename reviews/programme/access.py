"""The programme is public once it is published; making it is for organizers, once decisions are out."""

from django.http import Http404

from reviews.programme.models import Programme, Session, Slot
from submissions.workshops.access import workshop_by_slug
from submissions.workshops.models import Workshop


def published_workshop(slug: str) -> Workshop:
    workshop = workshop_by_slug(slug)
    if not Programme.objects.filter(workshop=workshop, published_at__isnull=False).exists():
        raise Http404
    return workshop


def session_of(workshop: Workshop, ref: str) -> Session:
    """For an organizer, who got `workshop` through an access function."""
    session = Session.objects.filter(workshop=workshop, ref=ref).select_related("workshop").first()
    if session is None:
        raise Http404
    return session


def slot_of(workshop: Workshop, ref: str) -> Slot:
    slot = Slot.objects.filter(session__workshop=workshop, ref=ref).select_related("session", "paper").first()
    if slot is None:
        raise Http404
    return slot
