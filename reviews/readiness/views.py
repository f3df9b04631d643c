"""Before the call opens: what is missing, and how the workshop will look to each kind of person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.readiness import selectors
from reviews.reviewing.forms import ReviewForm
from reviews.reviewing.questionnaires import current
from submissions import clock
from submissions.papers import payload
from submissions.papers.forms import SubmissionForm
from submissions.web import SignedInRequest
from submissions.workshops.access import call_for_organizer, workshop_for_organizer
from submissions.workshops.selectors import main_call


@require_safe
def readiness(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    items = selectors.readiness(workshop)
    calls = list(workshop.calls.all())
    context = {
        "workshop": workshop,
        "items": items,
        "errors": sum(item.tone == "error" for item in items),
        "warnings": sum(item.tone == "warn" for item in items),
        "calls": calls,
        "call": main_call(calls, now=clock.now(workshop)),
        "now": clock.now(workshop),
    }
    return render(request, "reviews/readiness/page.html", context)


@require_safe
def preview_author(request: SignedInRequest, slug: str, call: str) -> HttpResponse:
    """The submission form, to look at."""
    workshop, found = call_for_organizer(request.user, slug, call)
    form = SubmissionForm(payload.empty(), call=found, is_bound=False)
    return render(
        request, "reviews/readiness/author.html", {"workshop": workshop, "call": found, "form": form}
    )


@require_safe
def preview_reviewer(request: SignedInRequest, slug: str) -> HttpResponse:
    """The review's form, to look at."""
    workshop = workshop_for_organizer(request.user, slug)
    form = ReviewForm(current(workshop).criteria, {}, is_bound=False)
    return render(request, "reviews/readiness/reviewer.html", {"workshop": workshop, "form": form})
