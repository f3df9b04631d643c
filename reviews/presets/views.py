"""What a call's check asks: change it, see what that does to the papers already in, and only then use it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.assignment.sight import withheld
from reviews.presets import selectors, services
from reviews.presets.forms import RulesForm, UseForm, initial
from submissions.checks.presets import PRESETS
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Call

CHANGED = "The rules were changed meanwhile, so nothing was done. Look at their effect once more."


@require_safe
def calls(request: SignedInRequest, slug: str) -> HttpResponse:
    """The workshop's calls; where there is only one, that one."""
    workshop = workshop_for_organizer(request.user, slug)
    found = list(workshop.calls.all())
    if len(found) == 1:
        return redirect("rules-edit", slug, found[0].slug)
    return render(request, "reviews/presets/calls.html", {"workshop": workshop, "calls": found})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    call = _call(request, slug, name)
    if request.method == "POST":
        form = RulesForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            services.ask_preview(call=call, preset=data["preset"], changes=data["changes"], by=request.user)
            return redirect("rules-effect", slug, name)
        return _edit(request, call, form, status=422)
    preview = selectors.effect_of(call, request.user) if "again" in request.GET else None
    start = PRESETS.get(request.GET.get("from", "")) or (preview.preview.asks if preview else call.asks)
    return _edit(request, call, RulesForm(initial=initial(start)))


@require_safe
def effect(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    """What has been found until now; the fragment that htmx asks for replaces itself until all papers were tried."""
    call = _call(request, slug, name)
    return _effect(request, call)


@require_POST
def use(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    call = _call(request, slug, name)
    found = selectors.effect_of(call, request.user)
    if found is None or request.POST.get("version") != found.preview.asks.version:
        messages.error(request, CHANGED)
        return redirect("rules-effect" if found else "rules-edit", slug, name)
    form = UseForm(request.POST, papers=found.total)
    if not form.is_valid():
        return _effect(request, call, form)
    preview = found.preview
    services.use(call=call, preset=preview.preset, changes=preview.changes, by=request.user)
    messages.success(request, "These are the call's rules now.")
    return redirect("deskcheck" if found.total else "rules-edit", *([slug] if found.total else [slug, name]))


@require_POST
def drop(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    services.drop_preview(call=_call(request, slug, name), by=request.user)
    messages.success(request, "Nothing was changed.")
    return redirect("rules-edit", slug, name)


def _call(request: SignedInRequest, slug: str, name: str) -> Call:
    call = (
        workshop_for_organizer(request.user, slug).calls.select_related("workshop").filter(slug=name).first()
    )
    if call is None:
        raise Http404
    return call


def _edit(request: SignedInRequest, call: Call, form: RulesForm, *, status: int = 200) -> HttpResponse:
    base = form["preset"].value()
    context = {
        "workshop": call.workshop,
        "call": call,
        "form": form,
        "presets": PRESETS.values(),
        "base": PRESETS.get(base, call.asks),
        "papers": services.papers_of(call, request.user).count(),
    }
    return render(request, "reviews/presets/edit.html", context, status=status)


def _effect(request: SignedInRequest, call: Call, form: UseForm | None = None) -> HttpResponse:
    found = selectors.effect_of(call, request.user)
    if found is None:
        return redirect("rules-edit", call.workshop.slug, call.slug)
    rules = found.preview.asks
    context = {
        "workshop": call.workshop,
        "call": call,
        "effect": found,
        "differences": selectors.differences(call.asks, rules),
        "withheld": withheld(request.user, call.workshop),
        "use": form or UseForm(papers=found.total, initial={"version": rules.version}),
    }
    page = "found" if request.headers.get("HX-Request") else "effect"
    return render(request, f"reviews/presets/{page}.html", context, status=422 if form else 200)
