"""A paper's discussion, for its reviewers under pseudonyms and for its handlers with names."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.assignment.models import Assignment
from reviews.discussion import services
from reviews.discussion.access import seat_after_review
from reviews.discussion.forms import CommentForm
from reviews.discussion.models import Comment
from reviews.discussion.threads import thread
from reviews.reviewing.criteria import SeenBy
from reviews.reviewing.hints import Hint, hints
from reviews.reviewing.mine import is_released
from submissions.accounts.models import User
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.web import SignedInRequest, arrived_at
from submissions.workshops.access import workshop_for_handler


@require_http_methods(["GET", "HEAD", "POST"])
def review_discussion(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    assigned, has_reviewed = seat_after_review(request.user, slug, ref)
    if not has_reviewed:
        messages.info(request, "The other reviews and the discussion open once your own review is submitted.")
        return redirect("review", slug, ref)
    paper, seat = assigned.assignment.paper, assigned.assignment
    is_open = not is_released(paper.workshop) and not assigned.paper.is_withdrawn
    form = CommentForm(request.POST if request.method == "POST" and is_open else None)
    warnings = _warnings(form, request.user, f"{paper.title} {paper.abstract}")
    if _is_settled(request, form, warnings):
        _say(paper, form, arrived_at(request, paper.workshop), seat=seat)
        messages.success(request, "Your comment is there.")
        return redirect("review-discussion", slug, ref)
    context = {
        "paper": assigned.paper,
        "ref": ref,
        "thread": thread(paper.pk, SeenBy.REVIEWERS, seat=seat.pk),
        "form": form,
        "warnings": warnings,
        "is_open": is_open,
    }
    return render(request, "reviews/discussion/reviewer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def progress_discussion(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    form = CommentForm(request.POST if request.method == "POST" else None)
    warnings = _warnings(form, request.user, f"{paper.title} {paper.abstract}")
    if _is_settled(request, form, warnings):
        _say(paper, form, arrived_at(request, workshop), by=request.user)
        messages.success(request, "Your comment is there.")
        return redirect("progress-discussion", slug, ref)
    context = {
        "workshop": workshop,
        "paper": paper,
        "thread": thread(paper.pk, SeenBy.ORGANIZERS),
        "form": form,
        "warnings": warnings,
        "is_open": True,
    }
    return render(request, "reviews/discussion/handler.html", context, status=422 if form.errors else 200)


def _warnings(form: CommentForm, writer: User, known: str) -> Sequence[Hint]:
    """What is to be confirmed before it is posted: names and links, and that authors will read it."""
    if not form.is_bound or not form.is_valid():
        return ()
    visible = form.cleaned_data["visible"]
    found = (
        () if visible == Comment.Visible.HANDLERS else hints(form.cleaned_data["text"], writer, known=known)
    )
    if visible == Comment.Visible.AUTHORS:
        return (
            *found,
            Hint("The authors will read this once decisions are out. It cannot be called back.", ""),
        )
    return found


def _is_settled(request: SignedInRequest, form: CommentForm, warnings: Sequence[Hint]) -> bool:
    return form.is_bound and form.is_valid() and (not warnings or request.POST.get("do") == "confirm")


def _say(
    paper: Paper, form: CommentForm, at: datetime, *, seat: Assignment | None = None, by: User | None = None
) -> None:
    data = form.cleaned_data
    services.comment(
        paper=paper,
        text=data["text"].strip(),
        visible=Comment.Visible(data["visible"]),
        at=at,
        seat=seat,
        by=by,
    )
