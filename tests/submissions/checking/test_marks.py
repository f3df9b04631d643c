from dataclasses import replace

import pytest

from submissions.checking.marks import call_false_alarm, follow, marks_of, take_back, waive
from submissions.checking.selectors import latest_checks, state_of
from submissions.checking.typed import typed_findings
from submissions.checks import Finding
from submissions.jobs import services as jobs
from submissions.models import Check, Entry, Paper, Version
from tests.factories import NOTHING_FOUND, CheckFactory
from tests.papers import add_version, small_pdf
from tests.personas import Persona
from tests.submissions.checking.working import work_off

ADDRESS = Finding("AN-002", "error", "An address.", "Take it out.", 1, key="AN-002:1:10:10")
GRANT = Finding("AN-006", "error", "A grant.", "Take it out.", 2, key="AN-006:2:10:10")


@pytest.fixture
def version(paper: Paper) -> Version:
    """Two errors were found in it."""
    assert paper.current is not None
    report = replace(NOTHING_FOUND, findings=(ADDRESS, GRANT))
    CheckFactory.create(version=paper.current, report=report.to_dict(), errors=2)
    return paper.current


def waived(version: Version, organizer: Persona, finding: Finding = ADDRESS) -> None:
    waive(
        paper=version.paper,
        findings=[finding],
        sha256=version.sha256,
        reason="It is ours.",
        by=organizer.user,
    )


def test_a_waived_error_is_nothing_to_fix_for_author_and_desk(version: Version, organizer: Persona) -> None:
    waived(version, organizer)

    state = state_of(version)
    assert state.errors == 1
    assert [shown.waived for shown in state.findings] == ["It is ours.", ""]
    assert latest_checks(Paper.objects.all())[version.paper_id].errors == 1


def test_a_waiver_taken_back_counts_again(version: Version, organizer: Persona) -> None:
    waived(version, organizer)
    take_back(paper=version.paper, findings=[ADDRESS], sha256=version.sha256, by=organizer.user)

    assert state_of(version).errors == 2
    assert not marks_of(version.paper_id).waivers


def test_a_waiver_goes_along_where_a_new_engine_puts_the_finding(
    version: Version, organizer: Persona
) -> None:
    waived(version, organizer)
    moved = replace(ADDRESS, key="AN-002:1:11:10")
    follow(
        paper_id=version.paper_id,
        sha256=version.sha256,
        before=[ADDRESS, GRANT],
        after=[replace(GRANT, key="AN-006:2:9:9"), moved],
    )

    assert list(marks_of(version.paper_id).waivers) == [(version.sha256, moved.key)]


def test_what_is_said_and_waived_is_logged_with_its_rule(
    version: Version, author: Persona, organizer: Persona
) -> None:
    call_false_alarm(
        paper=version.paper, findings=[GRANT], sha256=version.sha256, sentence="Not ours.", by=author.user
    )
    waived(version, organizer, GRANT)

    said = Entry.objects.filter(verb__startswith="finding.").order_by("pk").values_list("verb", "data")
    assert list(said) == [("finding.noted", {"rule": "AN-006"}), ("finding.waived", {"rule": "AN-006"})]


def test_the_last_word_about_a_finding_stands(version: Version, author: Persona) -> None:
    for sentence in ("First.", "Second."):
        call_false_alarm(
            paper=version.paper, findings=[GRANT], sha256=version.sha256, sentence=sentence, by=author.user
        )

    assert list(marks_of(version.paper_id).notes.values()) == ["Second."]


def test_both_survive_a_check_of_the_same_bytes_and_no_other(
    paper: Paper, author: Persona, organizer: Persona
) -> None:
    text = "Contact: amara@northfield.edu"
    version = add_version(paper, small_pdf(text), is_checked=False)
    jobs.enqueue("check.pdf", version.pk)
    work_off()
    found = next(s.finding for s in state_of(version).findings if s.finding.rule == "AN-002")
    before = state_of(version).errors
    call_false_alarm(
        paper=paper, findings=[found], sha256=version.sha256, sentence="An example.", by=author.user
    )
    waive(paper=paper, findings=[found], sha256=version.sha256, reason="It is one.", by=organizer.user)
    jobs.enqueue("check.pdf", version.pk)
    work_off()

    again = next(s for s in state_of(version).findings if s.finding.rule == "AN-002")
    assert Check.objects.filter(version=version).count() == 2
    assert (again.note, again.waived) == ("An example.", "It is one.")
    assert state_of(version).errors == before - 1

    other = add_version(paper, small_pdf(f"{text} again"), is_checked=False)
    jobs.enqueue("check.pdf", other.pk)
    work_off()
    fresh = next(s for s in state_of(other).findings if s.finding.rule == "AN-002")
    assert (fresh.note, fresh.waived) == ("", "")


def test_a_word_about_a_field_holds_until_its_text_changes(paper: Paper, organizer: Persona) -> None:
    paper.abstract = "Write to amara@northfield.edu."
    found = typed_findings(paper, [], marks_of(paper.pk))[0]
    waive(
        paper=paper,
        findings=[found.finding],
        sha256=found.sha256,
        reason="A contact desk.",
        by=organizer.user,
    )

    assert found.finding.field == "Abstract"
    assert [each.waived for each in typed_findings(paper, [], marks_of(paper.pk))] == ["A contact desk."]
    paper.abstract += " Or not."
    assert [each.waived for each in typed_findings(paper, [], marks_of(paper.pk))] == [""]
