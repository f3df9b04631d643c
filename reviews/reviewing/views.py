"""The reviewer's pages. Templates get the paper blind, never the row."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews.assignment.access import AssignedPaper, assigned_paper, assignments_of
from reviews.committee.access import workshop_for_reviewer
from reviews.reviewing import mine, services
from reviews.reviewing.criteria import Criteria
from reviews.reviewing.forms import ReviewForm, Texts, answers, texts_from, version_from
from reviews.reviewing.models import Review
from reviews.reviewing.questionnaires import criteria_of
from submissions.web import SignedInRequest, arrived_at, attachment, picture


@dataclass(frozen=True)
class Desk:
    """One paper, one's own review of it, and whether it can be written now."""

    assigned: AssignedPaper
    review: Review | None
    window: mine.Window
    at: datetime
    is_text_view: bool
    criteria: Criteria


@require_safe
def reviews_mine(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    at = arrived_at(request, workshop)
    rows = mine.my_reviews(assignments_of(request.user, slug), at, released=mine.is_released(workshop))
    context = {"workshop": workshop, "reviews": rows}
    return render(request, "reviews/reviewing/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    desk = _desk(request, slug, ref)
    if request.method == "POST":
        return _write(request, desk)
    form = ReviewForm(desk.criteria, services.texts_of(desk.review), is_bound=False)
    return _page(request, desk, form)


@require_safe
def review_pdf(request: SignedInRequest, slug: str, ref: str) -> HttpResponseBase:
    assigned = assigned_paper(request.user, slug, ref)
    return attachment(mine.blind_copy(assigned), assigned.paper.file_name)


@require_safe
def review_page(request: SignedInRequest, slug: str, ref: str, number: int) -> HttpResponseBase:
    assigned = assigned_paper(request.user, slug, ref)
    return picture(mine.page_picture(assigned.paper, number))


def _desk(request: SignedInRequest, slug: str, ref: str) -> Desk:
    assigned = assigned_paper(request.user, slug, ref)
    workshop = assigned.assignment.paper.workshop
    own = mine.review_of(assigned.assignment)
    at = arrived_at(request, workshop)
    frame = mine.window(assigned.assignment, own, at, released=mine.is_released(workshop))
    return Desk(
        assigned,
        own,
        frame,
        at,
        is_text_view=request.GET.get("view") == "text",
        criteria=criteria_of(own, workshop),
    )


def _write(request: SignedInRequest, desk: Desk) -> HttpResponse:
    texts = texts_from(desk.criteria, request.POST)
    verb = request.GET.get("do") or request.POST.get("do")
    if not desk.window.is_open:
        return _refused(request, desk, texts)
    form = ReviewForm(desk.criteria, texts, is_bound=True, partial=verb != "submit")
    try:
        saved = _save(desk, form, texts, version_from(request.POST))
    except services.EditConflictError as conflict:
        return _conflict(request, desk, texts, conflict)
    if saved is None or not form.is_valid():
        return _page(request, replace(desk, review=saved), form, status=422)
    if verb == "autosave":
        return JsonResponse({"version": saved.version, "saved": _saved(saved)})
    messages.success(request, _thanks(desk) if verb == "submit" else "Saved. It is not submitted yet.")
    return redirect("review", desk.assigned.paper.workshop_slug, desk.assigned.assignment.ref)


def _save(desk: Desk, form: ReviewForm, texts: Texts, version: int) -> Review | None:
    """Hand in what is complete; keep as a draft what is not; None is what cannot even be that."""
    assignment = desk.assigned.assignment
    if form.is_valid() and not form.is_partial:
        return services.submit(
            assignment=assignment, answers=form.cleaned_data, texts=texts, version=version, at=desk.at
        )
    if ReviewForm(desk.criteria, texts, is_bound=True, partial=True).is_valid():
        return services.save_draft(assignment=assignment, texts=texts, version=version, at=desk.at)
    return desk.review


def _refused(request: SignedInRequest, desk: Desk, texts: Texts) -> HttpResponse:
    """Too late: what was sent stands on the page, so that it can be copied."""
    form = ReviewForm(desk.criteria, texts, is_bound=False)
    return _page(request, desk, form, status=403, unsaved=answers(desk.criteria, texts))


def _conflict(
    request: SignedInRequest, desk: Desk, texts: Texts, conflict: services.EditConflictError
) -> HttpResponse:
    """Both texts on one page; the next save from it is made in the knowledge of the other."""
    form = ReviewForm(desk.criteria, texts, is_bound=False)
    theirs = answers(desk.criteria, conflict.texts, but_not=texts)
    return _page(request, desk, form, status=409, version=conflict.version, theirs=theirs)


def _page(
    request: SignedInRequest,
    desk: Desk,
    form: ReviewForm,
    *,
    status: int = 200,
    version: int | None = None,
    **more: object,
) -> HttpResponse:
    own, paper, ref = desk.review, desk.assigned.paper, desk.assigned.assignment.ref
    context = {
        "paper": paper,
        "ref": ref,
        "pages": mine.pages_of(paper, ref),
        "is_text_view": desk.is_text_view,
        "form": form,
        "version": (own.version if own else 0) if version is None else version,
        "window": desk.window,
        "stamp": mine.stamp_of(own),
        "submitted": answers(desk.criteria, services.submitted_texts(own))
        if own and own.submitted_at
        else [],
        "not_sent": answers(desk.criteria, own.draft) if own and own.draft else [],
    }
    return render(request, "reviews/reviewing/review.html", {**context, **more}, status=status)


def _saved(review: Review) -> str:
    """The stamp; on top of a submitted review it says that the change is not handed in by being saved."""
    pending = review.submitted_at is not None and review.draft is not None
    return f"{review.saved_at:%H:%M:%S} UTC{', not submitted yet' if pending else ''}"


def _thanks(desk: Desk) -> str:
    return f"Your review of #{desk.assigned.paper.number} is submitted. Thank you."
