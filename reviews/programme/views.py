"""The public page, the editor, and the list on the day."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.attendance.access import released_for_organizer
from reviews.programme import access, exports, selectors, services
from reviews.programme.forms import ArrivalForm, MinutesForm, PlaceForm, SessionForm, SettingsForm, TalkForm
from reviews.programme.models import Session
from submissions.templatetags.ui import plural
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
    return _act(request, workshop, row) or _session(request, workshop, ref, status=422)


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


def _act(request: SignedInRequest, workshop: Workshop, row: Session) -> HttpResponse | None:
    """None where what was typed will not do."""
    here = redirect("programme-session", workshop.slug, row.ref)
    match request.POST.get("do", "order"):
        case "edit":
            form = SessionForm(request.POST, instance=row, zone=selectors.programme_of(workshop).zone)
            if not form.is_valid():
                return None
            services.save_session(workshop=workshop, by=request.user, session=row, **form.cleaned_data)
        case "place":
            numbers = [int(text) for text in request.POST.getlist("papers") if text.isdecimal()]
            minutes = PlaceForm(request.POST, choices=[(str(n), "") for n in numbers])
            if not minutes.is_valid():
                return None
            count = services.place(
                session=row, numbers=numbers, minutes=minutes.cleaned_data["minutes"], by=request.user
            )
            messages.success(request, f"{plural(count, 'paper,papers')} placed.")
        case "talk":
            talk = TalkForm(request.POST)
            if not talk.is_valid():
                return None
            services.add_talk(session=row, by=request.user, **talk.cleaned_data)
        case "minutes":
            slot = access.slot_of(workshop, request.POST.get("slot", ""))
            length = MinutesForm(request.POST)
            if not length.is_valid():
                messages.error(request, "A talk lasts 1 to 600 minutes. Nothing was changed.")
                return here
            services.order(
                session=row, refs=[], minutes={slot.ref: length.cleaned_data["minutes"]}, by=request.user
            )
        case "remove":
            services.remove(slot=access.slot_of(workshop, request.POST.get("slot", "")), by=request.user)
        case _:
            services.order(session=row, refs=_order(request, row), minutes={}, by=request.user)
    return here


def _order(request: SignedInRequest, row: Session) -> list[str]:
    """The refs as the page has them: by the hidden positions, or moved by a button."""
    refs = [slot.ref for slot in row.slots.all()]
    given = [request.POST.get(f"order-{at}", "") for at in range(len(refs))]
    ranks = [int(text) if text.isdecimal() else at + 1 for at, text in enumerate(given)]
    moved, _, way = request.POST.get("move", "").partition(":")
    if moved.isdecimal() and int(moved) < len(refs):
        at = int(moved)
        other = at - 1 if way == "up" else at + 1
        if 0 <= other < len(refs):
            refs[at], refs[other] = refs[other], refs[at]
        return refs
    return [ref for _, ref in sorted(zip(ranks, refs, strict=True), key=lambda pair: pair[0])]


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
        "clashes": [each for each in selectors.clashes(plan.blocks) if row.title in {each.one, each.other}],
        "form": SessionForm(request.POST if kind == "edit" else None, instance=row, zone=plan.programme.zone),
        "place": PlaceForm(request.POST if kind == "place" else None, choices=choices) if choices else None,
        "talk": TalkForm(request.POST if kind == "talk" else None, prefix=None),
    }
    return render(request, "reviews/programme/session.html", context, status=status)
