"""What reviewers read, write and say, and how the organizers keep time."""

from tests.blindness.addresses.kinds import (
    Table,
    assignments,
    at,
    each,
    papers,
    unchanging,
    workshop,
    workshops,
)
from tests.blindness.refs import Refs


def tellings(refs: Refs) -> list[tuple[object, ...]]:
    return [(refs.slug, ref, kind) for ref in refs.assignments for kind in ("conflict", "recognised")]


assigned_pictures = each(lambda refs: refs.assignments, 1)
digests = each(lambda refs: refs.digests)
offers = each(lambda refs: refs.offers)

OF_REVIEWERS: Table = {
    **at(workshops, "reviews-mine", "reviews-zip", "reviews-upload", "criteria"),
    **at(workshops, "review-outcomes", "review-certificate"),
    **at(assignments, "review", ways=["?view=text"]),
    **at(assignments, "review-pdf", "review-discussion", "review-supplement", "review-supplement-file"),
    **at(assigned_pictures, "review-page"),
    **at(tellings, "review-tell"),
    **at(offers, "review-offer"),
    **at(papers, "paper-response"),
}

OF_KEEPING_TIME: Table = {
    **at(workshops, "progress", "progress-standby", "progress-hours", "progress-response"),
    **at(workshops, "progress-reminders", ways=["?state=unopened", "?state=overdue"]),
    **at(papers, "progress-offer", "progress-discussion"),
    **at(digests, "progress-stop"),
    **unchanging(workshop, "progress-digest"),
    **unchanging(tellings, "progress-told"),
}
