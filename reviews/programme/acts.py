"""What an organizer does on a session's page. Each answers False where what was typed will not do."""

from collections.abc import Callable

from django.contrib import messages

from reviews.programme import access, selectors, services
from reviews.programme.forms import MinutesForm, PlaceForm, SessionForm, TalkForm
from reviews.programme.models import Session, Slot
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest


def edit(request: SignedInRequest, row: Session) -> bool:
    form = SessionForm(request.POST, instance=row, zone=selectors.programme_of(row.workshop).zone)
    if form.is_valid():
        services.save_session(workshop=row.workshop, by=request.user, session=row, **form.cleaned_data)
    return form.is_valid()


def place(request: SignedInRequest, row: Session) -> bool:
    numbers = [int(text) for text in request.POST.getlist("papers") if text.isdecimal()]
    form = PlaceForm(request.POST, choices=[(str(number), "") for number in numbers])
    if form.is_valid():
        minutes = form.cleaned_data["minutes"]
        count = services.place(session=row, numbers=numbers, minutes=minutes, by=request.user)
        messages.success(request, f"{plural(count, 'paper,papers')} placed.")
    return form.is_valid()


def talk(request: SignedInRequest, row: Session) -> bool:
    form = TalkForm(request.POST)
    if form.is_valid():
        services.add_talk(session=row, by=request.user, **form.cleaned_data)
    return form.is_valid()


def minutes(request: SignedInRequest, row: Session) -> bool:
    slot, form = _slot(request, row), MinutesForm(request.POST)
    if form.is_valid():
        length = {slot.ref: form.cleaned_data["minutes"]}
        services.order(session=row, refs=[], minutes=length, by=request.user)
    else:
        messages.error(request, "A talk lasts 1 to 600 minutes. Nothing was changed.")
    return True


def move(request: SignedInRequest, row: Session) -> bool:
    to = access.session_of(row.workshop, request.POST.get("to", ""))
    services.move(slot=_slot(request, row), to=to, by=request.user)
    messages.success(request, f"It stands in “{to.title}” now.")
    return True


def remove(request: SignedInRequest, row: Session) -> bool:
    services.remove(slot=_slot(request, row), by=request.user)
    return True


def order(request: SignedInRequest, row: Session) -> bool:
    """By the hidden positions, or moved by a button."""
    services.order(session=row, refs=_ordered(request, row), minutes={}, by=request.user)
    return True


ACTS: dict[str, Callable[[SignedInRequest, Session], bool]] = {
    "edit": edit,
    "place": place,
    "talk": talk,
    "minutes": minutes,
    "move": move,
    "remove": remove,
    "order": order,
}


def _slot(request: SignedInRequest, row: Session) -> Slot:
    return access.slot_of(row.workshop, request.POST.get("slot", ""))


def _ordered(request: SignedInRequest, row: Session) -> list[str]:
    """The refs as the page has them."""
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
