"""One paper for its handlers, in four parts: each is one page with few queries."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.decisions.selectors import shown_decisions
from reviews.desk import history as log
from reviews.desk import paper as parts
from submissions.checking.access import page_for_handler
from submissions.checking.services import check_once_more
from submissions.papers.access import paper_for_handler, version_for_handler
from submissions.papers.models import Paper
from submissions.papers.questions import answers_of
from submissions.supplements.models import Supplement
from submissions.web import SignedInRequest, attachment, picture
from submissions.web import sheet as paged
from submissions.workshops.access import workshop_for_handler
from submissions.workshops.models import Workshop


@require_safe
def paper(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop, paper = open_paper(request, slug, ref)
    context = {
        "authors": list(paper.authors.all()),
        "topics": [topic.name for topic in paper.topics.all()],
        "versions": list(paper.versions.all()),
        "supplement": Supplement.objects.filter(paper=paper).first(),
        "answers": answers_of(paper),
    }
    return part(request, workshop, paper, "desk-paper", context)


@require_safe
def check(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop, paper = open_paper(request, slug, ref)
    state, pages = parts.check_of(paper)
    return part(request, workshop, paper, "desk-paper-check", {"state": state, "pages": pages})


@require_POST
def check_again(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """For a check that three workers could not finish, or that somebody does not believe."""
    _, paper = open_paper(request, slug, ref)
    if paper.current_id:
        check_once_more(paper=paper, by=request.user)
        messages.success(request, "The PDF is being checked again.")
    return redirect("desk-paper-check", slug, ref)


@require_safe
def reviews(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop, paper = open_paper(request, slug, ref)
    context = {
        "reviewing": parts.reviewing(paper),
        "conflicts": parts.conflicts(paper),
        "decision": shown_decisions(request.user, [paper.pk]).get(paper.pk),
    }
    return part(request, workshop, paper, "desk-paper-reviews", context)


@require_safe
def history(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop, paper = open_paper(request, slug, ref)
    sheet = paged(log.entries_of(paper), request.GET.get("page", ""))
    context = {"sheet": sheet, "lines": [log.line(row) for row in sheet.rows]}
    return part(request, workshop, paper, "desk-paper-history", context)


@require_safe
def pdf(request: SignedInRequest, slug: str, ref: str, copy: str) -> FileResponse:
    workshop = workshop_for_handler(request.user, slug)
    version = version_for_handler(request.user, workshop, ref)
    file = version.blind_file if copy == "blind" else version.file
    if not file:
        raise Http404
    return attachment(file, f"{slug}-paper-{version.paper.number}-v{version.number}-{copy}.pdf")


@require_safe
def supplement(request: SignedInRequest, slug: str, ref: str) -> FileResponse:
    _, paper = open_paper(request, slug, ref)
    found = Supplement.objects.filter(paper=paper).select_related("paper__workshop").first()
    if found is None:
        raise Http404
    return attachment(found.file, found.file_name)


@require_safe
def page(request: SignedInRequest, slug: str, ref: str, number: int) -> FileResponse:
    workshop = workshop_for_handler(request.user, slug)
    return picture(page_for_handler(request.user, workshop, ref, number).file)


PARTS = {
    "desk-paper": "Paper",
    "desk-paper-authors": "Authors",
    "desk-paper-check": "Check",
    "desk-paper-reviews": "Reviews",
    "desk-paper-history": "History",
}


def open_paper(request: SignedInRequest, slug: str, ref: str) -> tuple[Workshop, Paper]:
    workshop = workshop_for_handler(request.user, slug)
    return workshop, paper_for_handler(request.user, workshop, ref)


def part(
    request: SignedInRequest, workshop: Workshop, paper: Paper, name: str, context: Mapping[str, object]
) -> HttpResponse:
    frame = {"workshop": workshop, "paper": paper, "part": name, "parts": PARTS}
    return render(request, f"reviews/desk/{name.replace('-', '_')}.html", {**frame, **context})
