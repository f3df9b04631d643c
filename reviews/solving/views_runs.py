"""Asking the solver, watching it, ending it; looking at its runs, and putting one in place."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.solving import pages, selectors, services
from reviews.solving.access import run_for
from reviews.solving.comparison import comparison
from reviews.solving.forms import SolveForm, UseForm
from reviews.solving.views import page
from submissions.templatetags.ui import numbered, plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler

UNDER_WAY = "A run of yours is under way: wait for it, or stop it. Nothing new was begun."
NO_PAPERS = "There is nothing to solve yet: no submitted paper that you handle."
NO_PEOPLE = "Nobody reviews here yet, so nothing was begun for {}: invite people first."


@require_POST
def solve(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    form = SolveForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return page(request, workshop, form, status=422)
    try:
        services.ask(workshop=workshop, by=request.user, wish=form.wish())
    except services.UnderWay:
        messages.error(request, UNDER_WAY)
        return page(request, workshop, form, status=409)
    except services.NothingToSolve as nothing:
        messages.error(request, _nothing(nothing.papers))
        return page(request, workshop, form, status=409)
    return redirect("assignment", slug)


def _nothing(papers: Sequence[int]) -> str:
    return NO_PEOPLE.format(numbered(papers)) if papers else NO_PAPERS


@require_safe
def run(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Under way: the fragment that replaces itself. Ended: what came out, beside another run or what stands now."""
    workshop = workshop_for_handler(request.user, slug)
    found = run_for(request.user, workshop, ref)
    if request.headers.get("HX-Request"):
        return _fragment(request, slug, selectors.live(found))
    context = {
        "workshop": workshop,
        "run": found,
        "live": None if found.finished_at else selectors.live(found),
        "facts": pages.of_run(found.figures),
        **comparison(request.user, workshop, found, other=request.GET.get("with", "")),
    }
    return render(request, "reviews/solving/run.html", context)


def _fragment(request: SignedInRequest, slug: str, live: selectors.Live) -> HttpResponse:
    if live.run.finished_at or live.is_lost:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "reviews/solving/live.html", {"live": live, "slug": slug})


@require_POST
def stop(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    found = run_for(request.user, workshop, ref)
    if services.stop(run=found):
        messages.success(request, "It is being stopped. The best found so far will be kept.")
    else:
        messages.info(request, "It had ended already.")
    return redirect("assignment", slug)


@require_POST
def use(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    found = run_for(request.user, workshop, ref)
    form = UseForm(request.POST)
    if not form.is_valid() or not found.finished_at:
        messages.error(request, "This cannot be put in place; nothing was changed.")
        return redirect("assignment", slug)
    try:
        done = services.use(run=found, by=request.user, point=form.cleaned_data["point"])
    except IndexError:
        messages.error(request, "There is no such point on the curve; nothing was changed.")
        return redirect("assignment", slug)
    messages.success(
        request, f"{plural(done.pairs, 'pair is,pairs are')} in place as drafts. Nobody has been told."
    )
    if done.left_out:
        names = selectors.names_of(workshop)
        numbers = dict(found.papers.values_list("pk", "number"))
        pairs = [
            f"{names.get(who, 'a former reviewer')} on #{numbers[paper]}" for paper, who in done.left_out
        ]
        messages.warning(request, f"Left out, as they can no longer be: {', '.join(pairs)}.")
    return redirect("assignment", slug)
