"""What an organizer may take away: what that organizer may see, and after release what everybody knows."""

from django.http import Http404

from reviews.decisions.selectors import is_released
from reviews.takeaway.catalogue import BY_NAME, Exporter
from reviews.takeaway.sight import Sight
from submissions.accounts.models import User
from submissions.workshops.access import workshop_for_organizer


def sight_of(user: User, slug: str) -> Sight:
    return Sight(workshop_for_organizer(user, slug), user)


def exporter_for(sight: Sight, what: str, form: str) -> Exporter:
    exporter = BY_NAME.get((what, form))
    if exporter is None or (exporter.needs_release and not is_released(sight.workshop)):
        raise Http404
    return exporter
