"""The list of accepted papers is public from the first release on; before, it is not there for anybody."""

from django.http import Http404

from reviews.decisions.selectors import is_released
from submissions.accounts.models import User
from submissions.workshops.access import workshop_by_slug, workshop_for_organizer
from submissions.workshops.models import Workshop


def released_workshop(slug: str) -> Workshop:
    return _released(workshop_by_slug(slug))


def released_workshop_for_organizer(user: User, slug: str) -> Workshop:
    return _released(workshop_for_organizer(user, slug))


def _released(workshop: Workshop) -> Workshop:
    if not is_released(workshop):
        raise Http404
    return workshop
