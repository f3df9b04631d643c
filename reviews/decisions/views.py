from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reviews.assignment.sight import withheld
from reviews.decisions import bulk, selectors, services
from reviews.decisions.forms import DecisionForm
from reviews.decisions.models import Decision
from reviews.decisions.selectors import DecisionRow
from reviews.decisions.sorting import chips, heads, ordered, view_of
from reviews.decisions.table import COLUMNS, FILTERS
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler
from submissions.workshops.models import Workshop

STANDING = "#{} has a decision that is ready or released; nothing was saved. This is how it stands now."
NOT_SUBMITTED = "#{} was withdrawn or rejected at the desk, so there is nothing to decide; nothing was saved."


@require_safe
def decisions(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    return _table(request, workshop, selectors.rows(request.user, workshop))


@require_POST
def decide(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _refused(request, workshop, paper, form)
    try:
        _act(request, paper, form)
    except (services.Standing, services.NotSubmitted) as problem:
        words = STANDING if isinstance(problem, services.Standing) else NOT_SUBMITTED
        messages.error(request, words.format(paper.number))
        return _table(request, workshop, selectors.rows(request.user, workshop), status=409)
    query = view_of(request.GET, COLUMNS, FILTERS).query()
    return redirect(f"{reverse('decisions', args=[slug])}{query}#paper-{paper.number}")


@require_POST
def all_ready(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    count = services.mark_all_ready(workshop=workshop, by=request.user)
    messages.success(request, f"{plural(count, 'decision is,decisions are')} ready now.")
    return redirect("decisions", slug)


def _act(request: SignedInRequest, paper: Paper, form: DecisionForm) -> None:
    words = {name: form.cleaned_data[name] for name in ("outcome", "note", "aside")}
    match form.cleaned_data["do"]:
        case "ready":
            services.mark_ready(paper=paper, by=request.user, **words)
        case "undo":
            services.take_back(paper=paper, by=request.user)
        case _:
            services.save_draft(paper=paper, by=request.user, **words)


def _refused(request: SignedInRequest, workshop: Workshop, paper: Paper, form: DecisionForm) -> HttpResponse:
    """The table again, with what was typed and what is wrong with it in its row."""
    error = " ".join(str(line) for lines in form.errors.values() for line in lines)
    outcome = form.data.get("outcome", "")
    typed = {
        "outcome": outcome if outcome in Decision.Outcome.values else "",
        "note": form.data.get("note", ""),
        "aside": form.data.get("aside", ""),
        "state": "",
        "error": error,
    }
    rows = [
        replace(row, **typed) if row.ref == paper.ref and not row.is_standing else row
        for row in selectors.rows(request.user, workshop)
    ]
    messages.error(request, f"#{paper.number}: {error}")
    return _table(request, workshop, rows, status=422)


def _table(
    request: SignedInRequest, workshop: Workshop, rows: Sequence[DecisionRow], *, status: int = 200
) -> HttpResponse:
    view = view_of(request.GET, COLUMNS, FILTERS)
    kept = [row for row in rows if FILTERS[view.show][1](row)] if view.show else rows
    sums = selectors.tally(rows)
    context = {
        "workshop": workshop,
        "rows": ordered(kept, view, COLUMNS),
        "heads": heads(view, COLUMNS),
        "chips": chips(rows, view, FILTERS),
        "query": view.query(),
        "tally": sums,
        "room": selectors.room_of(workshop, sums),
        "acts": bulk.ACTS,
        "total": len(rows),
        "withheld": withheld(request.user, workshop),
    }
    return render(request, "reviews/decisions/page.html", context, status=status)
