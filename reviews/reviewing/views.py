"""The reviewer's list, and the paper to read. Templates get the paper blind, never the row."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.assignment.access import assigned_paper, assignments_of
from reviews.committee.access import workshop_for_reviewer
from reviews.reviewing import mine, services
from submissions.web import SignedInRequest, arrived_at, attachment, picture


@require_safe
def reviews_mine(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    at = arrived_at(request, workshop)
    released = mine.is_released(workshop)
    rows = mine.my_reviews(assignments_of(request.user, slug), at, released=released)
    context = {
        "workshop": workshop,
        "reviews": rows,
        "standing": mine.standing(rows),
        "is_released": released,
    }
    return render(request, "reviews/reviewing/mine.html", context)


@require_safe
def review_pdf(request: SignedInRequest, slug: str, ref: str) -> HttpResponseBase:
    assigned = assigned_paper(request.user, slug, ref)
    services.note_reading(assigned.assignment)
    return attachment(mine.blind_copy(assigned), assigned.paper.file_name)


@require_safe
def review_page(request: SignedInRequest, slug: str, ref: str, number: int) -> HttpResponseBase:
    assigned = assigned_paper(request.user, slug, ref)
    return picture(mine.page_picture(assigned.paper, number))
