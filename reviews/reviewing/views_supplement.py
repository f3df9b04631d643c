"""What came with a paper, for its reviewers: the copy of a PDF, or an archive that says to be unchecked."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.assignment.access import assigned_paper
from submissions.supplements.models import Supplement
from submissions.web import SignedInRequest, attachment


@require_safe
def review_supplement(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    supplement = _open(request, slug, ref)
    context = {"supplement": supplement, "ref": ref, "workshop": supplement.paper.workshop}
    return render(request, "reviews/reviewing/supplement.html", context)


@require_safe
def review_supplement_file(request: SignedInRequest, slug: str, ref: str) -> HttpResponseBase:
    supplement = _open(request, slug, ref)
    is_pdf = supplement.kind == Supplement.Kind.PDF
    return attachment(supplement.blind_file if is_pdf else supplement.file, supplement.file_name)


def _open(request: SignedInRequest, slug: str, ref: str) -> Supplement:
    assigned = assigned_paper(request.user, slug, ref)
    found = Supplement.objects.filter(paper=assigned.paper.pk).select_related("paper__workshop").first()
    if found is None or not found.for_reviewers or assigned.paper.is_withdrawn:
        raise Http404
    return found
