"""The author's pages. Before release no byte of them depends on reviewers, reviews or decisions."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.mypapers import access, selectors
from submissions import clock, web
from submissions.checking.access import page_for_author
from submissions.papers.access import link_of, paper_for_author
from submissions.papers.questions import answers_of
from submissions.papers.selectors import call_for, my_papers
from submissions.web import SignedInRequest, guests_welcome
from submissions.workshops.access import workshop_by_slug


@guests_welcome
@require_safe
def mine(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_by_slug(slug)
    rows = selectors.rows(my_papers(request.user, workshop))
    context = {"workshop": workshop, "call": call_for(workshop), "rows": rows}
    return render(request, "reviews/mypapers/mine.html", context)


@guests_welcome
@require_safe
def paper(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.paper_with_outcome(request.user, slug, ref)
    own = selectors.own_paper(paper, web.arrived_at(request, paper.workshop), may_edit=access.may_edit(paper))
    stage = selectors.camera(paper)
    context = {
        "own": own,
        "paper": paper,
        "workshop": paper.workshop,
        "authors": own.authors,
        "versions": paper.versions.all(),
        "outcome": selectors.outcome(paper),
        "undelivered": selectors.lost_letters(paper),
        "desk_rejection": selectors.desk_rejection(paper),
        "attendance": selectors.attendance(paper),
        "camera": stage,
        "still_owed": selectors.still_owed(paper, access.final_of(paper), stage),
        "link": link_of(request.user, paper),
        "topics": selectors.topics(paper),
        "answers": answers_of(paper),
    }
    return render(request, "reviews/mypapers/paper.html", context)


@guests_welcome
@require_safe
def sheet(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """One page to print or to keep: what was received, when, and its hash."""
    paper = paper_for_author(request.user, slug, ref)
    context = {
        "paper": paper,
        "workshop": paper.workshop,
        "authors": list(paper.authors.all()),
        "versions": list(paper.versions.all()),
        "topics": selectors.topics(paper),
        "answers": answers_of(paper),
        "now": clock.now(paper.workshop),
    }
    return render(request, "reviews/mypapers/sheet.html", context)


@guests_welcome
@require_safe
def status(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """The fragment that replaces itself until the check is settled; then it carries no trigger."""
    paper = access.paper_with_outcome(request.user, slug, ref)
    own = selectors.own_paper(paper, web.arrived_at(request, paper.workshop), may_edit=access.may_edit(paper))
    return render(
        request, "reviews/mypapers/status.html", {"own": own, "paper": paper, "workshop": paper.workshop}
    )


@guests_welcome
@require_safe
def page(request: SignedInRequest, slug: str, ref: str, number: int) -> FileResponse:
    return web.picture(page_for_author(request.user, slug, ref, number).file)
