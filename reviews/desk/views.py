from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.assignment.sight import withheld
from reviews.decisions.sorting import chips, heads, ordered, view_of
from reviews.desk import history as log
from reviews.desk import questions, reviewers, selectors
from reviews.desk.table import FILTERS, columns
from reviews.reviewing.questionnaires import compared
from reviews.timekeeping.curve import curve_of
from reviews.timekeeping.owed import owed_of
from reviews.timekeeping.seats import seats_of
from reviews.timekeeping.selectors import open_reports
from submissions import web
from submissions.web import SignedInRequest
from submissions.workshops.access import runs, workshop_for_handler


@require_safe
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    rows = selectors.rows(request.user, workshop)
    at = web.arrived_at(request, workshop)
    told = seats_of([row.pk for row in rows if row.is_submitted])
    reports = open_reports([row.pk for row in rows])
    context = {
        "workshop": workshop,
        "questions": [
            *reviewers.questions(workshop, reports, owed_of(told, at)),
            *questions.asked(request.user, workshop, rows),
        ],
        "curve": curve_of(told, at),
        "facts": questions.facts(rows),
        "total": len(rows),
    }
    return render(request, "reviews/desk/desk.html", context)


@require_safe
def papers(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    scales = compared(workshop)
    rows, shown = selectors.rows(request.user, workshop, scales), columns(scales)
    view = view_of(request.GET, shown, FILTERS)
    kept = [row for row in rows if FILTERS[view.show][1](row)] if view.show else rows
    context = {
        "workshop": workshop,
        "rows": ordered(kept, view, shown),
        "heads": heads(view, shown),
        "chips": chips(rows, view, FILTERS),
        "total": len(rows),
        "withheld": withheld(request.user, workshop),
        "can_begin": runs(request.user, workshop),
    }
    return render(request, "reviews/desk/papers.html", context)


@require_safe
def history(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    sheet = web.sheet(log.entries(request.user, workshop), request.GET.get("page", ""))
    context = {"workshop": workshop, "sheet": sheet, "lines": [log.line(row) for row in sheet.rows]}
    return render(request, "reviews/desk/history.html", context)
