from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reviews.committee.access import workshop_for_reviewer
from reviews.expertise import ties
from reviews.expertise.forms import TieForm
from submissions.conflicts.models import Tie
from submissions.conflicts.ties import TooManyTies
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop

FROZEN = (
    "Nothing was changed: while bidding is open, conflicts stay as they are. Come back once it has closed, or "
    "write to the organizers if it cannot wait."
)


@require_http_methods(["GET", "HEAD", "POST"])
def my_conflicts(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    form = TieForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, workshop, form)
    if not form.is_valid():
        return _page(request, workshop, form, status=422)
    try:
        ties.add(user=request.user, lines=form.cleaned_data["people"], kind=form.cleaned_data["kind"])
    except ties.Frozen:
        messages.error(request, FROZEN)
        return _page(request, workshop, form, status=409)
    except TooManyTies as problem:
        form.add_error("people", f"Your list may have {problem.most} lines; nothing was added.")
        return _page(request, workshop, form, status=422)
    messages.success(request, "Added. Papers of these people will not come to you.")
    return redirect("my-conflicts", slug)


@require_POST
def remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    try:
        ties.remove(user=request.user, pk=pk)
    except ties.Frozen:
        messages.error(request, FROZEN)
        return _page(request, workshop, TieForm(), status=409)
    messages.success(request, "It is no longer on your list.")
    return redirect("my-conflicts", slug)


def _page(request: SignedInRequest, workshop: Workshop, form: TieForm, *, status: int = 200) -> HttpResponse:
    context = {
        "workshop": workshop,
        "form": form,
        "ties": Tie.objects.filter(user=request.user),
        "is_frozen": ties.is_frozen(request.user),
    }
    return render(request, "reviews/expertise/ties.html", context, status=status)
