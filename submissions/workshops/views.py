from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from submissions.workshops import access
from submissions.workshops.models import Workshop


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request, "submissions/workshops/home.html", {"workshops": Workshop.objects.filter(is_public=True)}
    )


@login_not_required
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "submissions/workshops/call.html", {"workshop": access.workshop_by_slug(slug)})
