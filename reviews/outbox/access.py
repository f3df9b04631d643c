"""Letters as organizers may see them: without a paper, or about one that they handle."""

from django.db.models import QuerySet
from django.http import Http404

from submissions.accounts.models import User
from submissions.mail.models import Letter
from submissions.papers.access import about_handled
from submissions.workshops.models import Workshop


def letters_for(user: User, workshop: Workshop) -> QuerySet[Letter]:
    """Newest first."""
    return Letter.objects.filter(about_handled(user, workshop), workshop=workshop).order_by(
        "-created_at", "-pk"
    )


def letter_for_organizer(user: User, workshop: Workshop, ref: str) -> Letter:
    letter = letters_for(user, workshop).select_related("paper", "mailing__by").filter(ref=ref).first()
    if letter is None:
        raise Http404
    return letter
