"""Reviewing without a line: a ZIP to take along, and the way back for the forms in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from reviews.assignment.access import assignments_of
from reviews.committee.access import workshop_for_reviewer
from reviews.reviewing import mine, offline, services, uploading
from reviews.reviewing.bundle import bundle
from reviews.reviewing.forms import ReviewForm
from reviews.reviewing.models import Questionnaire
from reviews.reviewing.questionnaires import current
from submissions.web import SignedInRequest, arrived_at
from submissions.workshops.models import Workshop

MOST_TEXT = 1_000_000


@dataclass(frozen=True)
class Bag:
    """A reviewer's papers at one moment."""

    workshop: Workshop
    form: Questionnaire
    own: dict[str, uploading.Own]
    at: datetime


@require_safe
def reviews_zip(request: SignedInRequest, slug: str) -> FileResponse:
    bag = _bag(request, slug)
    for each in bag.own.values():
        services.note_reading(each.assignment)
    url = settings.SITE_URL + reverse("reviews-upload", args=[slug])
    response = FileResponse(
        bundle(bag.own.values(), url),
        as_attachment=True,
        filename=f"{slug}-my-reviews.zip",
        content_type="application/zip",
    )
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def reviews_upload(request: SignedInRequest, slug: str) -> HttpResponse:
    """First a preview that changes nothing; the same text comes back with a button pressed."""
    bag = _bag(request, slug)
    if request.method != "POST":
        return _page(request, bag)
    text, problem = _text_of(request)
    found = uploading.arrivals(text, bag.own, bag.form)
    if not found:
        problem = (
            problem
            or "No review form was found in it. Its line that begins with “==== review of paper” must stay as it was."
        )
        return _page(request, bag, status=422, problem=problem)
    if request.POST.get("do") in {"submit", "save"}:
        return _take(request, bag, found, is_submitting=request.POST["do"] == "submit")
    takable = [each for each in found if each.is_takable]
    complete = [each for each in takable if each.is_complete]
    return _page(request, bag, arrivals=found, text=text, takable=takable, complete=complete)


def _bag(request: SignedInRequest, slug: str) -> Bag:
    workshop = workshop_for_reviewer(request.user, slug)
    at, form = arrived_at(request, workshop), current(workshop)
    rows = assignments_of(request.user, slug).select_related("review__questionnaire")
    own = uploading.owned(rows, form, at, released=mine.is_released(workshop))
    return Bag(workshop, form, own, at)


def _text_of(request: SignedInRequest) -> tuple[str, str]:
    """(everything that was sent, what is wrong with it)."""
    files = request.FILES.getlist("forms")
    if any((file.size or 0) > MOST_TEXT for file in files):
        return (
            "",
            "This file is too large for a review. Nothing was changed; choose the text file that you filled in.",
        )
    texts = [request.POST.get("text", ""), *(offline.decoded(file.read()) for file in files)]
    text = f"\n{offline.END}\n".join(texts).strip().removeprefix(offline.END)
    return text, "" if text.strip() else "Choose the text file that you filled in. Nothing was changed."


def _take(
    request: SignedInRequest, bag: Bag, found: list[uploading.Arrival], *, is_submitting: bool
) -> HttpResponse:
    for words, tone in _taken(request, bag, found, is_submitting=is_submitting):
        messages.add_message(request, tone, words)
    return redirect("reviews-mine", bag.workshop.slug)


def _taken(
    request: SignedInRequest, bag: Bag, found: list[uploading.Arrival], *, is_submitting: bool
) -> Iterator[tuple[str, int]]:
    """Each form by itself: what happens to one changes nothing for the others."""
    for arrival in found:
        if not arrival.is_takable or arrival.texts is None:
            continue
        seen = request.POST.get(f"seen-{arrival.ref}", "")
        own = bag.own[arrival.ref]
        version = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
        try:
            done = _keep(bag, own, arrival, version=version, is_submitting=is_submitting)
        except services.EditConflictError:
            yield (
                f"#{arrival.sheet.number}: saved on the site meanwhile. Nothing was overwritten; upload the form again to compare.",
                messages.WARNING,
            )
        else:
            yield f"#{arrival.sheet.number}: {done}", messages.SUCCESS


def _keep(
    bag: Bag, own: uploading.Own, arrival: uploading.Arrival, *, version: int, is_submitting: bool
) -> str:
    texts = arrival.texts or {}
    if is_submitting and arrival.is_complete:
        form = ReviewForm(own.criteria, texts, is_bound=True)
        form.full_clean()
        services.submit(
            assignment=own.assignment, answers=form.cleaned_data, texts=texts, version=version, at=bag.at
        )
        return "submitted. Thank you."
    services.save_draft(assignment=own.assignment, texts=texts, version=version, at=bag.at)
    return "kept as a draft. It is not submitted yet."


def _page(request: SignedInRequest, bag: Bag, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"workshop": bag.workshop, **more}
    return render(request, "reviews/reviewing/upload.html", context, status=status)
