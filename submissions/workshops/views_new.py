"""Beginning a workshop."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from submissions import clock
from submissions.web import SignedInRequest
from submissions.workshops import access
from submissions.workshops.creating import NewWorkshop


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """For whom the operator's setting says; for everybody else there is no such page."""
    access.require_creator(request.user)
    today = clock.now().astimezone(clock.AOE).date()
    form = NewWorkshop(request.POST or None, editions=access.organized_by(request.user), today=today)
    if not form.is_valid():
        return _show(request, form)
    try:
        cloned = form.create(request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _show(request, form)
    messages.success(request, f"{cloned.workshop.name} is there. Only people with its address see it yet.")
    if cloned.missing:
        messages.warning(request, f"Not copied, because the file is missing: {', '.join(cloned.missing)}.")
    return redirect("readiness", cloned.workshop.slug)


def _show(request: SignedInRequest, form: NewWorkshop) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "submissions/workshops/new.html", {"form": form}, status=status)
