from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from submissions import clock
from submissions.deadlines import letters, selectors, services
from submissions.deadlines.forms import DatesForm, NewCall, PassForm
from submissions.papers.access import paper_for_handler
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import call_for_organizer, workshop_for_organizer
from submissions.workshops.models import Call
from submissions.workshops.services import add_call
from submissions.workshops.settings.services import ChangedMeanwhile


@require_safe
def overview(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    calls = list(workshop.calls.all())
    context = {
        "workshop": workshop,
        "calls": [(call, selectors.calendar(workshop, call)) for call in calls],
        "unfinished": selectors.unfinished(workshop, request.user),
        "pass_until": selectors.usual_pass(workshop, *calls),
        "now": clock.now(workshop),
    }
    return render(request, "submissions/deadlines/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, slug: str, call: str) -> HttpResponse:
    """Shows what would move and for whom, then does it: the same form comes back with the second button."""
    workshop, found = call_for_organizer(request.user, slug, call)
    if request.method != "POST":
        return _dates(request, found, DatesForm(workshop, part=call, by=request.user))
    if request.POST.get("do") != "move":
        form = DatesForm(workshop, request.POST, part=call, by=request.user)
        is_asked = request.POST.get("do") == "preview" and form.is_valid()
        return _preview(request, found, form) if is_asked else _dates(request, found, form, status=422)
    try:
        form = services.move(call=found, data=request.POST, by=request.user)
    except ChangedMeanwhile as changed:
        again = DatesForm(workshop, request.POST, part=call, by=request.user)
        return _dates(request, found, again, status=409, by=changed.by)
    if not form.is_valid():
        return _dates(request, found, form, status=422)
    told = f" The authors of {plural(form.told, 'paper,papers')} are written to." if form.told else ""
    messages.success(request, f"The dates of {found.name} are moved.{told}")
    return redirect("deadlines", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def give_pass(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    form = PassForm(request.POST or None, call=paper.call)
    if not form.is_valid():
        context = {"workshop": workshop, "paper": paper, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "submissions/deadlines/pass.html", context, status=status)
    services.give_pass(paper=paper, until=form.cleaned_data["until"], by=request.user)
    messages.success(request, f"Paper #{paper.number} has a late pass. Its authors are told by mail.")
    return redirect("deadlines", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def new_call(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    form = NewCall(request.POST or None, workshop=workshop)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"workshop": workshop, "form": form}
        return render(request, "submissions/deadlines/new_call.html", context, status=status)
    call = add_call(workshop=workshop, by=request.user, **form.cleaned_data)
    messages.success(request, f"{call.name} is there. Say now what it asks for.")
    return redirect("settings-call", slug, call.slug)


def _dates(
    request: SignedInRequest, call: Call, form: DatesForm, *, status: int = 200, by: str = ""
) -> HttpResponse:
    is_open = call.opens_at <= clock.now(call.workshop) < call.closes_at
    context = {"workshop": call.workshop, "call": call, "form": form, "by": by, "is_open": is_open}
    return render(request, "submissions/deadlines/dates.html", context, status=status)


def _preview(request: SignedInRequest, call: Call, form: DatesForm) -> HttpResponse:
    affected = selectors.affected(call, request.user)
    letter = None
    if form.tells_authors and affected.example:
        letter = letters.moved_preview(affected.example, form.save(commit=False), form.cleaned_data["words"])
    context = {"workshop": call.workshop, "call": call, "form": form, "affected": affected, "letter": letter}
    return render(request, "submissions/deadlines/preview.html", context)
