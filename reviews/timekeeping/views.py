"""The organizers' pages about time: how reviewing stands, whom to remind, and the emergency pool."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.committee import services as committee
from reviews.committee.models import Invitation
from reviews.reviewing.models import Report
from reviews.reviewing.telling import settle
from reviews.timekeeping import letters, pool, selectors, services
from reviews.timekeeping.access import reports_for_handler
from reviews.timekeeping.back import back
from reviews.timekeeping.forms import StandbyForm
from reviews.timekeeping.owed import WORDS, State
from reviews.timekeeping.quiet import Hours, hours_of, next_hour
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest, arrived_at
from submissions.workshops.access import workshop_for_handler, workshop_for_organizer
from submissions.workshops.settings.views import page as settings_page


@require_safe
def progress(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    at = arrived_at(request, workshop)
    context = {
        "workshop": workshop,
        "progress": selectors.progress(request.user, workshop, at),
        "has_digest": selectors.has_digest(request.user, workshop),
    }
    return render(request, "reviews/timekeeping/progress.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: SignedInRequest, slug: str) -> HttpResponse:
    """GET previews every letter for the states asked for; POST sends those that were shown and are still owed."""
    workshop = workshop_for_handler(request.user, slug)
    at = arrived_at(request, workshop)
    if request.method == "POST":
        done = services.remind(
            workshop=workshop, by=request.user, refs=set(request.POST.getlist("ref")), at=at
        )
        messages.success(request, _reminded(done, is_later=done.goes_out > at))
        return redirect("progress", slug)
    asked = [state for state in State if state in request.GET.getlist("state")] or list(State)
    rows = services.chosen(request.user, workshop, at, asked)
    hours = hours_of(workshop)
    goes_out = next_hour(at, hours)
    context = {
        "workshop": workshop,
        "states": [(state, WORDS[state], state in asked) for state in State],
        "rows": rows,
        "letters": letters.previews(workshop, rows),
        "goes_out": goes_out,
        "is_later": goes_out > at,
        "hours": hours,
    }
    return render(request, "reviews/timekeeping/reminders.html", context)


def _reminded(done: services.Reminded, *, is_later: bool) -> str:
    if not done.letters:
        return "Nobody owes any of these reviews now, or they were reminded lately. No letter was written."
    when = (
        f"They go out at {done.goes_out:%H:%M} UTC on {done.goes_out:%A}." if is_later else "They go out now."
    )
    return f"{plural(done.letters, 'letter,letters')} about {plural(done.reviews, 'review,reviews')}. {when}"


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: SignedInRequest, slug: str) -> HttpResponse:
    return settings_page(request, workshop_for_organizer(request.user, slug), Hours, "hours")


@require_http_methods(["GET", "HEAD", "POST"])
def standby(request: SignedInRequest, slug: str) -> HttpResponse:
    """The emergency pool: who is in it, whom to invite into it."""
    workshop = workshop_for_organizer(request.user, slug)
    form = StandbyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitees = [line.invitee for line in form.cleaned_data["people"] if line.invitee]
        committee.invite(workshop=workshop, by=request.user, people=invitees)
        asked = Invitation.objects.filter(
            workshop=workshop, email__in=[each.email.lower() for each in invitees]
        )
        new = services.stand_by(invitations=asked, by=request.user)
        messages.success(request, f"{plural(new, 'person,people')} added to the pool.")
        return redirect("progress-standby", slug)
    waiting = Invitation.objects.filter(workshop=workshop, standby__isnull=False).exclude(
        state=Invitation.State.ACCEPTED
    )
    context = {
        "workshop": workshop,
        "form": form,
        "helpers": pool.helpers(request.user, workshop),
        "waiting": waiting,
    }
    return render(request, "reviews/timekeeping/standby.html", context, status=422 if form.is_bound else 200)


@require_POST
def report_done(request: SignedInRequest, slug: str, ref: str, kind: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    if kind not in Report.Kind.values:
        raise Http404
    for report in reports_for_handler(request.user, workshop, ref, kind):
        settle(report=report, by=request.user, at=arrived_at(request, workshop))
    messages.success(request, "Marked as dealt with.")
    return back(request, workshop)
