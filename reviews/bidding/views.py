"""A reviewer says which papers suit: in a list, or one card at a time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reviews.bidding import access, selectors, services
from reviews.bidding.forms import BidForm
from reviews.bidding.windows import windows_of
from reviews.committee.access import workshop_for_reviewer
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop

CLOSED = "Bidding is not open, so nothing was changed. The bids that you gave are kept."
NO_LEVEL = "Nothing was saved: a bid is one of the five levels."


@require_safe
def bidding(request: SignedInRequest, slug: str) -> HttpResponse:
    return _list(request, workshop_for_reviewer(request.user, slug))


@require_safe
def card(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    return _card(request, workshop, request.GET.get("paper", ""))


@require_POST
def bid(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    # Before the name is looked at: while nobody bids, a name that is right answers as one that is not.
    if not windows_of(workshop).is_open:
        messages.error(request, CLOSED)
        return _list(request, workshop, status=409)
    named = access.paper_to_bid_on(request.user, workshop, name)
    form = BidForm(request.POST)
    status = 200
    if not form.is_valid():
        messages.error(request, NO_LEVEL)
        status = 422
    else:
        try:
            level = form.cleaned_data["level"]
            services.bid(workshop=workshop, user=request.user, named=named, level=level)
        except services.BiddingClosed:
            messages.error(request, CLOSED)
            status = 409
    if request.POST.get("view") == "card":
        return _after_card(request, workshop, name, status)
    return _after_row(request, workshop, named, status)


def _after_card(request: SignedInRequest, workshop: Workshop, name: str, status: int) -> HttpResponse:
    """The next paper without a bid; after a refusal the same one."""
    here = name if status != 200 else ""
    if request.headers.get("HX-Request") or status != 200:
        return _card(request, workshop, here, status=status)
    return redirect("bidding-card", workshop.slug)


def _after_row(
    request: SignedInRequest, workshop: Workshop, named: access.Named, status: int
) -> HttpResponse:
    if status != 200:
        return _list(request, workshop, status=status)
    if request.headers.get("HX-Request"):
        windows = windows_of(workshop)
        context = {
            "workshop": workshop,
            "row": selectors.row_of(request.user, named, windows),
            "progress": selectors.progress_of(request.user, workshop, windows),
            "levels": selectors.LEVELS,
        }
        return render(request, "reviews/bidding/saved_row.html", context)
    query = request.POST.get("back", "")
    back = f"?{query}" if query and all(part.isalnum() or part in "=&" for part in query) else ""
    return redirect(f"{reverse('bidding', args=[workshop.slug])}{back}#paper-{named.name}")


def _list(request: SignedInRequest, workshop: Workshop, *, status: int = 200) -> HttpResponse:
    windows = windows_of(workshop)
    asked = {name: request.GET.get(name, "") for name in ("show", "page")}
    sheet = selectors.sheet(request.user, workshop, windows, **asked)
    context = {
        "workshop": workshop,
        "sheet": sheet,
        "progress": sheet.progress,
        "windows": windows,
        "levels": selectors.LEVELS,
        "back": request.GET.urlencode(),
    }
    return render(request, "reviews/bidding/list.html", context, status=status)


def _card(request: SignedInRequest, workshop: Workshop, name: str, *, status: int = 200) -> HttpResponse:
    windows = windows_of(workshop)
    found = selectors.card(request.user, workshop, windows, name)
    context = {
        "workshop": workshop,
        "card": found,
        "progress": found.progress,
        "windows": windows,
        "levels": selectors.LEVELS,
    }
    page = "card_only" if request.headers.get("HX-Request") else "card"
    return render(request, f"reviews/bidding/{page}.html", context, status=status)
