"""What a handler does in the authors' place, and about who they are. Own papers and those in conflict are not here."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reviews.desk import acting
from reviews.desk.forms import BeginForm
from reviews.desk.views_paper import open_paper, part
from submissions.papers import editing, selectors, services
from submissions.papers.authors import AnsweredError
from submissions.papers.beginning import NotForYouError, begin_for
from submissions.papers.consents import ConsentMissingError
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer


@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Who has confirmed, who disputes, which change is asked for; and who reviews although it is a conflict now."""
    workshop, paper = open_paper(request, slug, ref)
    if request.method == "POST":
        try:
            said = acting.answer(paper, request.POST, by=request.user)
            messages.success(request, said)
        except ConsentMissingError as missing:
            messages.error(
                request,
                f"Not allowed yet: {missing} did not agree. Wait, or write why it is right all the same.",
            )
        except AnsweredError:
            messages.error(request, "Somebody was faster; nothing was changed. This is how it stands now.")
        return redirect("desk-paper-authors", slug, ref)
    return part(request, workshop, paper, "desk-paper-authors", {"desk": acting.authors_desk(paper)})


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedInRequest, slug: str) -> HttpResponse:
    """A paper for somebody who writes that they cannot get in; then the authors' own form."""
    workshop = workshop_for_organizer(request.user, slug)
    form = BeginForm(request.POST or None, workshop=workshop)
    if form.is_bound and form.is_valid():
        try:
            paper = begin_for(by=request.user, **form.cleaned_data)
        except NotForYouError:
            form.add_error("address", "You would not handle this paper: it is your own, or you are in conflict with it. Nothing was begun. Ask another organizer.")  # fmt: skip
        else:
            messages.success(request, f"Paper #{paper.number} is begun, and its author is told by mail.")
            return redirect("desk-act", slug, paper.ref)
    context = {"workshop": workshop, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reviews/desk/begin.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """The authors' own form: details, authors, PDF."""
    _, paper = open_paper(request, slug, ref)
    if paper.is_over:
        raise Http404
    if request.method == "POST":
        return editing.post(request, paper.call, paper, is_desk=True)
    prefetch_related_objects([paper], "topics", "authors")
    typed = selectors.payload_of(paper)
    sheet = editing.Sheet(
        call=paper.call, ref=ref, typed=typed, paper=paper, version=paper.version, is_desk=True
    )
    sheet.checked = bool(paper.draft and typed["texts"])  # nobody has typed anything into one just begun
    return sheet.answer(request)


@require_POST
def revive(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    _, paper = open_paper(request, slug, ref)
    try:
        services.revive(paper=paper, by=request.user)
        messages.success(request, f"Paper #{paper.number} is back. Its authors are told by mail.")
    except services.OverLimit as over:
        names = ", ".join(over.addresses)
        messages.error(request, f"Not brought back: {names} has as many papers here as this call allows.")
    return redirect("desk-paper-authors", slug, ref)
