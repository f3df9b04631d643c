"""After acceptance, and in and out of other systems."""

from collections.abc import Iterator

from reviews.accepted.exports import FORMATS
from reviews.takeaway.catalogue import BY_NAME
from tests.blindness.addresses.kinds import (
    Table,
    at,
    each,
    invitation_ids,
    nobodys,
    numbers,
    papers,
    unchanging,
    workshop,
    workshops,
)
from tests.blindness.refs import Refs


def takeaways(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, what, form) for what, form in BY_NAME)


attendances = each(lambda refs: refs.attendances)
finals = each(lambda refs: refs.finals)
intakes = each(lambda refs: refs.intakes)
sessions = each(lambda refs: refs.sessions)

OF_ATTENDANCE: Table = {
    **at(workshops, "attendance"),
    **unchanging(workshop, "attendance-ask"),
    **at(papers, "attendance-note"),
    **unchanging(papers, "attendance-offer"),
    **at(attendances, "attendance-answer", "attendance-letter"),
}

OF_THE_PROCEEDINGS: Table = {
    **at(workshops, "camera"),
    **at(workshop, "camera-remind"),
    **at(papers, "paper-camera"),
    **at(finals, "paper-final", "camera-final"),
    **at(workshops, "accepted", *(f"{where}accepted-{form}" for where in ("", "desk-") for form in FORMATS)),
    **unchanging(workshop, "accepted-pdfs"),
    **at(numbers, "accepted-pdf"),
    **at(workshops, "host"),
    **unchanging(workshop, "host-dates", "host-hand-over"),
    **unchanging(invitation_ids, "host-date"),
}

OF_THE_PROGRAMME: Table = {
    **at(workshops, "programme", "programme-ics", "programme-editor", "programme-check-in"),
    **at(sessions, "programme-session", "programme-remove"),
}

IN_AND_OUT: Table = {
    **at(workshops, "takeaway"),
    **at(takeaways, "takeaway-file"),
    **at(workshops, "intake", "intake-links"),
    **at(intakes, "intake-preview"),
    **at(nobodys, "claim"),
}
