"""A reviewer's own rows where the paper itself is not theirs to open any more."""

from django.http import Http404

from reviews.assignment.models import Assignment
from submissions.accounts.models import User


def lost_assignment(user: User, slug: str, ref: str) -> Assignment:
    """One's own assignment that no longer opens its paper: taken off, or in conflict. Its words are still one's own."""
    rows = Assignment.objects.filter(reviewer=user, ref=ref, paper__workshop__slug=slug)
    row = rows.exclude(published_at=None).select_related("paper__workshop").first()
    if row is None:
        raise Http404
    return row
