"""Who serves, in conflict with whom, wanting what; and who is assigned to which paper."""

from collections.abc import Iterator

from tests.blindness.addresses.kinds import (
    Table,
    assignments,
    at,
    each,
    invitation_ids,
    no_number,
    numbers,
    papers,
    unchanging,
    workshop,
    workshops,
)
from tests.blindness.refs import MADE_UP, Refs


def invitations(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((token,) for token in refs.invitations)


def bids(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, MADE_UP)


def pairs(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref, pk) for ref in refs.papers for pk in refs.people[:1])


people = each(lambda refs: refs.people)
runs = each(lambda refs: refs.runs)

OF_THE_COMMITTEE: Table = {
    **at(workshops, "people"),
    **unchanging(workshop, "people-invite", "people-organizer", "people-remind"),
    **unchanging(invitation_ids, "people-remove", "people-senior"),
    **unchanging(no_number, "people-suggested"),
    **unchanging(numbers, "handover"),
    **at(invitations, "invitation"),
}

OF_CONFLICTS: Table = {
    **at(workshops, "conflicts", ways=["?show=active", "?show=waived"]),
    **at(workshops, "conflict-ask", "conflict-rules", "my-conflicts", "expertise"),
    **unchanging(workshop, "conflict-set"),
    **unchanging(no_number, "conflict-settle", "my-conflicts-remove", "expertise-remove"),
}

OF_BIDDING: Table = {
    **at(workshops, "bidding", ways=["?show=open", "?show=done", "?page=2"]),
    **at(workshops, "bidding-card", "desk-bidding"),
    **unchanging(workshop, "desk-bidding-set"),
    **unchanging(bids, "bid"),
}

OF_ASSIGNMENT: Table = {
    **at(workshops, "assignment", ways=["?show=short", "?point=0"]),
    **at(workshops, "assignment-grid", "assignment-csv", "assignment-table"),
    **unchanging(workshop, "assignment-solve", "assignment-publish"),
    **at(papers, "assignment-paper"),
    **at(people, "assignment-load"),
    **at(pairs, "assignment-pair", ways=["?otherwise=1"]),
    **at(runs, "assignment-run", "assignment-run-stop", "assignment-run-use"),
    **unchanging(papers, "assignment-wanted"),
    **unchanging(assignments, "assignment-remove"),
}
