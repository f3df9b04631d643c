"""Takes pictures of pages away that nobody looks at any more. What authors sent stays, every version of it."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import F

from submissions import clock
from submissions.checking.models import Page

KEPT = timedelta(days=14)  # after a version was superseded by a later one, or its paper withdrawn
AT_A_TIME = 500


def prune() -> int:
    """Pictures of versions that are not current. Returns how many were deleted."""
    old = Page.objects.filter(version__uploaded_at__lt=clock.now() - KEPT).exclude(
        version__paper__current=F("version")
    )
    pages = list(old[:AT_A_TIME])
    Page.objects.filter(pk__in=[page.pk for page in pages]).delete()
    for page in pages:
        default_storage.delete(page.file.name)
    return len(pages)
