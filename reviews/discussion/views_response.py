"""The authors' response: opened by an organizer, written by authors, read by reviewers and handlers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.discussion import services
from reviews.discussion.access import paper_to_answer, round_of
from reviews.discussion.forms import ResponseForm, RoundForm
from reviews.discussion.models import Response
from reviews.discussion.threads import thread
from reviews.reviewing.criteria import SeenBy
from reviews.reviewing.mine import is_released
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.web import SignedInRequest, arrived_at
from submissions.workshops.access import workshop_for_organizer


@require_http_methods(["GET", "HEAD", "POST"])
def paper_response(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper, window = paper_to_answer(request.user, slug, ref)
    is_open = arrived_at(request, paper.workshop) < window.closes_at and not is_released(paper.workshop)
    before = Response.objects.filter(paper=paper).first()
    form = ResponseForm(
        request.POST if request.method == "POST" and is_open else None,
        word_limit=window.word_limit,
        initial={"text": before.text if before else ""},
    )
    status, sent = 200, ""
    if request.method == "POST":
        status, sent = (422, "") if is_open else (403, str(request.POST.get("text", ""))[:20_000])
        if form.is_bound and form.is_valid():
            try:
                _respond(request, paper, form)
            except services.AnsweredMeanwhileError:
                status = 409
            else:
                messages.success(request, "Your response is with the reviewers and organizers.")
                return redirect("paper-response", slug, ref)
    context = {
        "workshop": paper.workshop,
        "paper": paper,
        "round": window,
        "is_open": is_open,
        "thread": thread(paper.pk, SeenBy.AUTHORS),
        "form": form,
        "before": before,
        "version": before.version if before else 0,
        "is_conflict": status == 409,
        "sent": sent,
    }
    return render(request, "reviews/discussion/response.html", context, status=status)


def _respond(request: SignedInRequest, paper: Paper, form: ResponseForm) -> None:
    seen = request.POST.get("version", "")
    services.respond(
        paper=paper,
        text=form.cleaned_data["text"],
        version=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
        by=request.user,
        at=arrived_at(request, paper.workshop),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def progress_response(request: SignedInRequest, slug: str) -> HttpResponse:
    """Opening the response: says whom it reaches before it does, and cannot be taken back."""
    workshop = workshop_for_organizer(request.user, slug)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = arrived_at(request, workshop)
        try:
            services.open_round(
                workshop=workshop,
                by=request.user,
                at=at,
                closes_at=at + form.span,
                word_limit=form.cleaned_data["word_limit"],
            )
        except services.OpenAlreadyError:
            messages.error(
                request, "Authors have their reviews already, or decisions are out. Nothing was changed."
            )
        else:
            messages.success(request, "Authors can read their reviews and answer now.")
        return redirect("progress-response", slug)
    mine = handled_by(request.user, workshop).filter(state=Paper.State.SUBMITTED)
    reviewed = mine.filter(assignments__state="active", assignments__review__submitted_at__isnull=False)
    window, out = round_of(workshop), is_released(workshop)
    context = {
        "workshop": workshop,
        "form": form,
        "round": window,
        "is_open": window is not None and not out and arrived_at(request, workshop) < window.closes_at,
        "papers": reviewed.distinct().count(),
        "answered": Response.objects.filter(paper__in=mine).select_related("paper").order_by("paper__number"),
        "is_released": out,
    }
    return render(request, "reviews/discussion/round.html", context, status=422 if form.is_bound else 200)
