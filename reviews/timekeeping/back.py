from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop


def back(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """To the page of this site on which the button was."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return redirect(target)
    return redirect("progress", workshop.slug)
