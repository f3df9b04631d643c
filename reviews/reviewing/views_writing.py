"""The page on which a review is written. What was typed is never lost: it is saved, or stands on the page."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.reviewing import mine, services
from reviews.reviewing.access import lost_assignment
from reviews.reviewing.desk import Desk, desk_of
from reviews.reviewing.forms import ReviewForm, Texts, answers, texts_from, version_from
from reviews.reviewing.models import Review
from reviews.reviewing.questionnaires import criteria_of
from reviews.reviewing.telling import MATTERS
from reviews.reviewing.writing import lines, parts
from submissions.supplements.services import has_supplement
from submissions.web import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    try:
        desk = desk_of(request, slug, ref)
    except Http404:
        return _lost(request, slug, ref)
    if request.method == "POST":
        return _write(request, desk)
    services.note_reading(desk.assigned.assignment)
    return _page(request, desk, ReviewForm(desk.criteria, desk.saved_texts, is_bound=False), desk.saved_texts)


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
        return _page(request, replace(desk, review=saved), form, texts, status=422)
    if verb == "autosave":
        pieces = parts(desk.draft(texts))
        return JsonResponse({"version": saved.version, "saved": _saved(saved), "parts": pieces})
    messages.success(request, _thanks(desk) if verb == "submit" else "Saved. It is not submitted yet.")
    _repeat_hints(request, desk, texts)
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


def _repeat_hints(request: SignedInRequest, desk: Desk, texts: Texts) -> None:
    """Nothing is held back for a hint; it is said once more while it can still be mended."""
    excerpts = [hint.excerpt for beside in desk.draft(texts).hinted for hint in beside.hints]
    if excerpts:
        shown = ", ".join(f"“{excerpt}”" for excerpt in excerpts[:3])
        messages.warning(
            request, f"Please look once more at {shown}: the authors might learn from it who you are."
        )


def _refused(request: SignedInRequest, desk: Desk, texts: Texts) -> HttpResponse:
    """Too late: what was sent stands on the page, so that it can be copied."""
    form = ReviewForm(desk.criteria, texts, is_bound=False)
    return _page(request, desk, form, texts, status=403, unsaved=answers(desk.criteria, texts))


def _conflict(
    request: SignedInRequest, desk: Desk, texts: Texts, conflict: services.EditConflictError
) -> HttpResponse:
    """Both texts on one page; the next save from it is made in the knowledge of the other."""
    form = ReviewForm(desk.criteria, texts, is_bound=False)
    theirs = answers(desk.criteria, conflict.texts, but_not=texts)
    return _page(request, desk, form, texts, status=409, version=conflict.version, theirs=theirs)


def _lost(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Taken off the paper meanwhile, perhaps in the middle of a sentence: one's own words, and no more of the paper."""
    assignment = lost_assignment(request.user, slug, ref)
    own = mine.review_of(assignment)
    workshop = assignment.paper.workshop
    criteria = criteria_of(own, workshop)
    context = {
        "workshop": workshop,
        "number": assignment.paper.number,
        "kept": answers(criteria, services.texts_of(own)),
        "sent": answers(criteria, texts_from(criteria, request.POST)),
    }
    return render(request, "reviews/reviewing/lost.html", context, status=410)


def _page(
    request: SignedInRequest,
    desk: Desk,
    form: ReviewForm,
    texts: Texts,
    *,
    status: int = 200,
    version: int | None = None,
    **more: object,
) -> HttpResponse:
    own, draft = desk.review, desk.draft(texts)
    submitted = services.submitted_texts(own) if own and own.submitted_at else {}
    context = {
        "paper": desk.assigned.paper,
        "ref": desk.assigned.assignment.ref,
        "pages": desk.pages,
        "is_text_view": desk.is_text_view,
        "form": form,
        "lines": lines(form, draft),
        "preview": draft.preview,
        "version": (own.version if own else 0) if version is None else version,
        "window": desk.window,
        "stamp": mine.stamp_of(own),
        "submitted": answers(desk.criteria, submitted),
        "not_sent": answers(desk.criteria, own.draft) if own and own.draft else [],
        "history": mine.history_of(own, desk.criteria),
        "matters": MATTERS.values(),
        "has_supplement": has_supplement(desk.assigned.paper.pk),
    }
    return render(request, "reviews/reviewing/review.html", {**context, **more}, status=status)


def _saved(review: Review) -> str:
    """The stamp; on top of a submitted review it says that the change is not handed in by being saved."""
    pending = review.submitted_at is not None and review.draft is not None
    return f"{review.saved_at:%H:%M:%S} UTC{', not submitted yet' if pending else ''}"


def _thanks(desk: Desk) -> str:
    return f"Your review of #{desk.assigned.paper.number} is submitted. Thank you."
