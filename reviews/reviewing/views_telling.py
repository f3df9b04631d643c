"""Buttons beside the review: each asks once, says who will read it, and tells them and nobody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.assignment.access import assigned_paper
from reviews.reviewing import mine, telling
from reviews.reviewing.forms_telling import TellForm
from reviews.reviewing.models import Report
from submissions.web import SignedInRequest, arrived_at


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: SignedInRequest, slug: str, ref: str, kind: str) -> HttpResponse:
    assigned = assigned_paper(request.user, slug, ref)
    workshop = assigned.assignment.paper.workshop
    if kind not in telling.MATTERS or assigned.paper.is_withdrawn or mine.is_released(workshop):
        raise Http404
    matter = telling.MATTERS[Report.Kind(kind)]
    form = TellForm(request.POST or None, matter=matter)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        telling.tell(
            assignment=assigned.assignment,
            kind=matter.kind,
            words=said["words"].strip(),
            page=said.get("page"),
            at=arrived_at(request, workshop),
        )
        messages.success(request, matter.thanks)
        return redirect("reviews-mine", slug) if matter.ends else redirect("review", slug, ref)
    context = {"matter": matter, "paper": assigned.paper, "ref": ref, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reviews/reviewing/tell.html", context, status=status)
