"""Possible dual submissions: a question to the handlers, which nothing but their word answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from submissions.resemblance import access, services
from submissions.resemblance.forms import AnswerForm
from submissions.resemblance.selectors import Likeness, likenesses
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler
from submissions.workshops.models import Workshop


@require_safe
def pairs(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, workshop_for_handler(request.user, slug))


@require_POST
def answer(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    pair = access.pair_for(request.user, workshop, ref)
    form = AnswerForm(request.POST, prefix=ref)
    if not form.is_valid():
        return _page(request, workshop, refused=(ref, form))
    said = form.cleaned_data
    services.answer(pair=pair, workshop=workshop, verdict=said["verdict"], note=said["note"], by=request.user)
    messages.success(request, "Noted. You are asked again only if one of the two PDFs changes.")
    return redirect("resemblance", slug)


def _page(
    request: SignedInRequest, workshop: Workshop, *, refused: tuple[str, AnswerForm] | None = None
) -> HttpResponse:
    found = likenesses(request.user, workshop)
    context = {
        "workshop": workshop,
        "rows": [(each, _form(each, refused)) for each in found],
        "waiting": sum(each.answer is None for each in found),
    }
    status = 422 if refused else 200
    return render(request, "submissions/resemblance/pairs.html", context, status=status)


def _form(each: Likeness, refused: tuple[str, AnswerForm] | None) -> AnswerForm:
    if refused and refused[0] == each.pair.ref:
        return refused[1]
    return AnswerForm(instance=each.answer, prefix=each.pair.ref)
