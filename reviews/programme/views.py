"""The public page, the editor, and the list on the day."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.attendance.access import released_for_organizer
from reviews.programme import access, acts, exports, selectors, services
from reviews.programme.forms import ArrivalForm, PlaceForm, SessionForm, SettingsForm, TalkForm
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop


@login_not_required
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.published_workshop(slug)
    context = {"workshop": workshop, "plan": selectors.plan(workshop)}
    return render(request, "reviews/programme/public.html", context)


@login_not_required
@require_safe
def programme_ics(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.published_workshop(slug)
    return HttpResponse(
        exports.as_ics(workshop),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}-programme.ics"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def editor(request: SignedInRequest, slug: str) -> HttpResponse:
    """All sessions; a new one, or the settings, come by POST."""
    workshop = released_for_organizer(request.user, slug)
    is_settings = request.POST.get("do") == "settings"
    adds = request.method == "POST" and not is_settings
    plan = selectors.plan(workshop)
    form = SessionForm(request.POST if adds else None, zone=plan.programme.zone, initial=plan.next_session)
    initial = {"zone": plan.programme.zone, "is_public": plan.programme.published_at is not None}
    settings = SettingsForm(request.POST if is_settings else None, initial=initial)
    if is_settings and settings.is_valid():
        services.settle(workshop=workshop, by=request.user, **settings.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("programme-editor", slug)
    if adds and form.is_valid():
        made = services.save_session(workshop=workshop, by=request.user, **form.cleaned_data)
        return redirect("programme-session", slug, made.ref)
    context = {
        "workshop": workshop,
        "plan": plan,
        "clashes": selectors.clashes(plan.blocks),
        "form": form,
        "settings": settings,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/programme/editor.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = released_for_organizer(request.user, slug)
    if request.method != "POST":
        return _session(request, workshop, ref)
    row = access.session_of(workshop, ref)
    if acts.ACTS.get(request.POST.get("do", ""), acts.order)(request, row):
        return redirect("programme-session", slug, ref)
    return _session(request, workshop, ref, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = released_for_organizer(request.user, slug)
    if request.method == "POST":
        slot = access.slot_of(workshop, request.POST.get("slot", ""))
        form = ArrivalForm(request.POST)
        if form.is_valid():
            services.check_in(slot=slot, by=request.user, **form.cleaned_data)
        return redirect(f"{request.path}#slot-{slot.ref}")
    context = {"workshop": workshop, "plan": selectors.plan(workshop)}
    return render(request, "reviews/programme/check_in.html", context)


@require_POST
def remove(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = released_for_organizer(request.user, slug)
    row = access.session_of(workshop, ref)
    services.delete_session(session=row, by=request.user)
    messages.success(request, f"“{row.title}” is gone; its papers are without a place again.")
    return redirect("programme-editor", slug)


def _session(request: SignedInRequest, workshop: Workshop, ref: str, *, status: int = 200) -> HttpResponse:
    plan = selectors.plan(workshop)
    block = next((each for each in plan.blocks if each.session.ref == ref), None)
    if block is None:
        raise Http404
    row = block.session
    choices = [(str(paper.number), f"#{paper.number} {paper.title}") for paper in plan.unplaced]
    kind = request.POST.get("do")
    context = {
        "workshop": workshop,
        "placed": block,
        "zone": plan.programme.zone,
        "others": [each.session for each in plan.blocks if each.session != row and not each.session.is_break],
        "clashes": [each for each in selectors.clashes(plan.blocks) if row.title in {each.one, each.other}],
        "form": SessionForm(request.POST if kind == "edit" else None, instance=row, zone=plan.programme.zone),
        "place": PlaceForm(request.POST if kind == "place" else None, choices=choices) if choices else None,
        "talk": TalkForm(request.POST if kind == "talk" else None, prefix=None),
    }
    return render(request, "reviews/programme/session.html", context, status=status)
