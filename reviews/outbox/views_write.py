"""Writing to a group: choose it, write, look at every letter, send. The number of letters stands on the button."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reviews.assignment.sight import withheld
from reviews.outbox import writing
from reviews.outbox.forms import GroupForm
from reviews.outbox.groups import GROUPS, People, Recipient
from submissions.mail.models import Letter
from submissions.refs import new_ref
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop

NOBODY = "Nobody is chosen, so nobody gets a letter."
RECOUNTED = "You changed the choice; nothing was sent yet. The button counts the letters anew."
TWICE = "These letters were written already; nothing was sent twice."


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    people = People(request.user, workshop)
    name = request.GET.get("group", "")
    if name not in GROUPS:
        return _choose(request, workshop, people)
    everybody = list(GROUPS[name].recipients(people))
    if request.method != "POST":
        form = GroupForm(initial={"ref": new_ref()}, editable=GROUPS[name].editable)
        return _page(request, workshop, name, everybody, form=form)
    form = GroupForm(request.POST, editable=GROUPS[name].editable)
    if not form.is_valid():
        return _page(request, workshop, name, everybody, form=form, status=422)
    return _go_on(request, workshop, name, everybody, form)


def _go_on(
    request: SignedInRequest, workshop: Workshop, name: str, everybody: Sequence[Recipient], form: GroupForm
) -> HttpResponse:
    do = request.POST.get("do", "preview")
    if do == "preview":
        return _page(request, workshop, name, everybody, form=form, chosen=everybody)
    ticked = set(request.POST.getlist("to"))
    chosen = [each for each in everybody if each.key in ticked]
    if not chosen or str(len(chosen)) != request.POST.get("count"):
        messages.error(request, RECOUNTED if chosen else NOBODY)
        return _page(request, workshop, name, everybody, form=form, chosen=chosen, status=409)
    words = {key: form.cleaned_data[key] for key in ("subject", "body", "ref")}
    state = Letter.State.QUEUED if do == "send" else Letter.State.DRAFT
    sent = writing.send(
        workshop=workshop, group=GROUPS[name], recipients=chosen, by=request.user, state=state, **words
    )
    verb = "on the way" if do == "send" else "in the outbox as drafts; each goes when somebody lets it go"
    messages.success(request, f"{plural(sent, 'letter is,letters are')} {verb}." if sent else TWICE)
    shown = "" if do == "send" else "?show=draft"
    return redirect(reverse("outbox", args=[workshop.slug]) + shown)


def _choose(request: SignedInRequest, workshop: Workshop, people: People) -> HttpResponse:
    counted = [
        (name, group.label, sum(1 for _ in group.recipients(people))) for name, group in GROUPS.items()
    ]
    context = {"workshop": workshop, "groups": counted, "withheld": withheld(request.user, workshop)}
    return render(request, "reviews/outbox/groups.html", context)


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    name: str,
    everybody: Sequence[Recipient],
    *,
    form: GroupForm,
    chosen: Sequence[Recipient] | None = None,
    status: int = 200,
) -> HttpResponse:
    group = GROUPS[name]
    previews = []
    if chosen is not None:
        keys = {each.key for each in chosen}
        words = {key: form.cleaned_data[key] for key in ("subject", "body")}
        previews = [
            (draft, draft.recipient.key in keys) for draft in writing.drafts(group, everybody, **words)
        ]
    context = {
        "workshop": workshop,
        "group": group,
        "editable": group.editable,
        "total": len(everybody),
        "form": form,
        "previews": previews,
        "count": len(chosen or ()),
        "withheld": withheld(request.user, workshop),
    }
    return render(request, "reviews/outbox/write.html", context, status=status)
