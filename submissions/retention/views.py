from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from submissions import clock
from submissions.retention import services
from submissions.retention.forms import TermsForm
from submissions.retention.kinds import KEPT
from submissions.retention.selectors import NOTICE, dues, end_of
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is erased when. How much there is of it is not said: that would tell of withheld papers."""
    workshop = workshop_for_organizer(request.user, slug)
    found = dues(workshop)
    form = TermsForm(request.POST or None, initial={due.kind.key: due.months for due in found})
    if request.method == "POST" and form.is_valid():
        services.set_terms(workshop=workshop, months=form.cleaned_data, by=request.user)
        messages.success(request, "Saved. The other organizers see it here, and in the history.")
        return redirect("retention", slug)
    context = {
        "workshop": workshop,
        "dues": found,
        "end": end_of(workshop),
        "kept": KEPT,
        "notice": NOTICE.days,
        "now": clock.now(workshop),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "submissions/retention/page.html", context, status=status)
