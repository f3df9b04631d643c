"""The table of decisions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.assignment.sight import withheld
from reviews.decisions import bulk, selectors, services
from reviews.decisions.sorting import chips, heads, ordered, view_of
from reviews.decisions.table import FILTERS, columns
from reviews.reviewing.questionnaires import compared
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler


@require_safe
def decisions(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    scales = compared(workshop)
    rows, shown = selectors.rows(request.user, workshop, scales), columns(scales)
    view = view_of(request.GET, shown, FILTERS)
    kept = [row for row in rows if FILTERS[view.show][1](row)] if view.show else rows
    sums = selectors.tally(rows)
    context = {
        "workshop": workshop,
        "rows": ordered(kept, view, shown),
        "heads": heads(view, shown),
        "chips": chips(rows, view, FILTERS),
        "query": view.query(),
        "tally": sums,
        "room": selectors.room_of(workshop, sums),
        "acts": bulk.ACTS,
        "total": len(rows),
        "withheld": withheld(request.user, workshop),
    }
    return render(request, "reviews/decisions/page.html", context)


@require_POST
def all_ready(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    count = services.mark_all_ready(workshop=workshop, by=request.user)
    messages.success(request, f"{plural(count, 'decision is,decisions are')} ready now.")
    return redirect("decisions", slug)
