from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.dashboard.selectors import disk_use, workshops_of
from submissions.web import SignedInRequest
from submissions.workshops.access import may_create


@require_safe
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Every workshop of this site in which the person is something, and what that is."""
    disk = disk_use() if request.user.is_operator else None
    context = {
        "rows": workshops_of(request.user),
        "may_create": may_create(request.user),
        "disk": disk,
    }
    return render(request, "reviews/dashboard/page.html", context)
