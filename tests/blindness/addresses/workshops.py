"""A workshop's public face, its settings and deadlines, its rules for files, and what is asked of its organizers."""

from collections.abc import Iterator

from submissions.workshops.settings.pages import SECTIONS
from tests.blindness.addresses.kinds import Table, at, calls, each, no_number, papers, unchanging, workshops
from tests.blindness.refs import Refs


def hues(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, 200)


sections = each(lambda _: (*SECTIONS, "made-up"))

OF_WORKSHOPS: Table = {
    **at(workshops, "call", "logo", "enquiry"),
    **unchanging(workshops, "call-ics"),
    **unchanging(hues, "accent"),
    **at(no_number, "portrait"),
    **at(workshops, "settings", "settings-new-call", "retention"),
    **at(sections, "settings-section"),
    **at(calls, "settings-call"),
    **at(workshops, "deadlines"),
    **at(calls, "deadlines-move"),
    **at(papers, "deadlines-pass"),
    **at(workshops, "rules"),
    **at(calls, "rules-edit", "rules-effect"),
    **unchanging(calls, "rules-use", "rules-drop"),
    **at(workshops, "readiness", "preview-reviewer"),
    **at(calls, "preview-author"),
}
