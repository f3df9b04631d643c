from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.decisions.models import Release
from reviews.thanks.certificate import certificate
from reviews.thanks.selectors import fates, workshop_with_outcomes
from submissions.clock import AOE
from submissions.web import SignedInRequest


@require_safe
def review_outcomes(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_with_outcomes(request.user, slug)
    context = {"workshop": workshop, "fates": fates(request.user, workshop)}
    return render(request, "reviews/thanks/outcomes.html", context)


@require_safe
def review_certificate(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_with_outcomes(request.user, slug)
    done = len(fates(request.user, workshop))
    if not done:
        raise Http404
    out = Release.objects.filter(workshop=workshop).latest("at").at
    pdf = certificate(
        name=request.user.get_full_name(),
        workshop=workshop.name,
        title=workshop.title,
        reviews=done,
        day=out.astimezone(AOE).date(),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slug}-reviewing.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
