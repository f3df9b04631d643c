from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.dashboard.selectors import workshops_of
from submissions.web import SignedInRequest


@require_safe
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Every workshop of this site in which the person is something, and what that is."""
    return render(request, "reviews/dashboard/page.html", {"rows": workshops_of(request.user)})
