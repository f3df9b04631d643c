"""Making the programme: sessions, what stands in them and in which order, publishing, and the day itself."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max

from reviews.attendance.access import accepted_in
from reviews.programme.models import Programme, Session, Slot
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.workshops.models import Workshop


@transaction.atomic
def save_session(
    *, workshop: Workshop, by: User, session: Session | None = None, **fields: object
) -> Session:
    if session is None:
        session = Session(workshop=workshop)
    for name, value in fields.items():
        setattr(session, name, value)
    session.save()
    _changed(workshop, by, "programme.session", title=session.title)
    return session


@transaction.atomic
def delete_session(*, session: Session, by: User) -> None:
    session.delete()
    _changed(session.workshop, by, "programme.session_removed", title=session.title)


@transaction.atomic
def place(*, session: Session, numbers: Sequence[int], minutes: int, by: User) -> int:
    """Put accepted papers at the end of a session. Those that stand in it already stay. Returns how many are new."""
    papers = accepted_in(session.workshop).filter(number__in=numbers).exclude(slots__session=session)
    start = _next_position(session)
    slots = [
        Slot(session=session, paper=paper, minutes=minutes, position=start + at)
        for at, paper in enumerate(papers)
    ]
    Slot.objects.bulk_create(slots)
    _changed(session.workshop, by, "programme.session", title=session.title)
    return len(slots)


@transaction.atomic
def add_talk(*, session: Session, title: str, speaker: str, minutes: int, by: User) -> Slot:
    """Something that is no paper: an invited talk, a panel."""
    slot = Slot.objects.create(
        session=session, title=title, speaker=speaker, minutes=minutes, position=_next_position(session)
    )
    _changed(session.workshop, by, "programme.session", title=session.title)
    return slot


@transaction.atomic
def order(*, session: Session, refs: Sequence[str], minutes: dict[str, int], by: User) -> None:
    """The order on the page becomes the order of the talks; a slot that the page did not know stays at the end."""
    slots = {slot.ref: slot for slot in session.slots.all()}
    known = [ref for ref in dict.fromkeys(refs) if ref in slots]
    for position, ref in enumerate([*known, *(ref for ref in slots if ref not in known)]):
        slots[ref].position = position
        slots[ref].minutes = minutes.get(ref, slots[ref].minutes)
    Slot.objects.bulk_update(slots.values(), ["position", "minutes"])
    _changed(session.workshop, by, "programme.session", title=session.title)


@transaction.atomic
def remove(*, slot: Slot, by: User) -> None:
    slot.delete()
    _changed(slot.session.workshop, by, "programme.session", title=slot.session.title)


@transaction.atomic
def move(*, slot: Slot, to: Session, by: User) -> None:
    """To the end of another session. Where the paper stands there already, it only leaves this one."""
    workshop = to.workshop
    if slot.paper_id and to.slots.filter(paper=slot.paper_id).exclude(pk=slot.pk).exists():
        slot.delete()
    elif slot.session_id != to.pk:
        slot.session, slot.position = to, _next_position(to)
        slot.save(update_fields=["session", "position"])
    _changed(workshop, by, "programme.session", title=to.title)


@transaction.atomic
def settle(*, workshop: Workshop, zone: str, is_public: bool, by: User) -> None:
    """Set the clock on the wall; show it to everybody, or hide it again."""
    programme, _ = Programme.objects.get_or_create(workshop=workshop)
    programme.zone = zone
    programme.published_at = (programme.published_at or clock.now(workshop)) if is_public else None
    programme.save()
    _changed(workshop, by, "programme.published" if is_public else "programme.hidden")


@transaction.atomic
def check_in(*, slot: Slot, arrival: str, excuse: str, by: User) -> None:
    """On the day: somebody is here, or did not come and said why."""
    slot.arrival, slot.excuse = arrival, excuse if arrival == Slot.Arrival.ABSENT else ""
    slot.save(update_fields=["arrival", "excuse"])
    workshop = slot.session.workshop
    record(
        "programme.checked_in", workshop_id=workshop.pk, paper_id=slot.paper_id, actor_id=by.pk, state=arrival
    )


def _next_position(session: Session) -> int:
    last = session.slots.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _changed(workshop: Workshop, by: User, verb: str, title: str = "") -> None:
    Programme.objects.get_or_create(workshop=workshop)
    Programme.objects.filter(workshop=workshop).update(sequence=F("sequence") + 1)
    record(verb, workshop_id=workshop.pk, actor_id=by.pk, title=title)
