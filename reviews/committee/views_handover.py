"""An organizer in conflict names a guest for a paper that nobody can handle."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.committee import handing
from reviews.committee.forms import GuestForm
from submissions.papers.access import orphan
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer

REFUSED = "This person cannot handle it; why is not told, as it may have to do with its authors. Name somebody else."
SPENT = "Five people could not handle this paper. To ask on would tell who wrote it, so whoever runs this site has to name the guest."


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    paper = orphan(request.user, workshop, number)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            handing.hand_over(paper=paper, guest=form.cleaned_data["email"], by=request.user)
        except handing.CannotHandle:
            form.add_error("email", REFUSED)
        except handing.TooManyTries:
            form.add_error(None, SPENT)
        else:
            guest = form.cleaned_data["email"].get_full_name()
            messages.success(request, f"{guest} handles #{number} now, and has been told by mail.")
            return redirect("desk", slug)
    context = {"workshop": workshop, "number": number, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reviews/committee/handover.html", context, status=status)
