"""What an author can do about a finding."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from submissions import clock
from submissions.checking.marks import waive
from submissions.checks import Finding
from submissions.models import Cleaning, Job, Note, Paper
from tests.factories import NOTHING_FOUND, CheckFactory
from tests.personas import Persona
from tests.responses import normalised, query_count
from tests.submissions.checking.pdfs import with_author
from tests.submissions.checking.working import work_off

KEY = "AN-003:0:0:0"
FOUND = Finding("AN-003", "error", "The properties name somebody.", "Take it out.", key=KEY)


def url(paper: Paper, rest: str = "") -> str:
    return f"/{paper.workshop.slug}/papers/{paper.ref}/{rest}"


@pytest.fixture
def flagged(paper: Paper) -> Paper:
    report = replace(NOTHING_FOUND, findings=(FOUND,))
    CheckFactory.create(version=paper.current, report=report.to_dict(), errors=1)
    return paper


def close(paper: Paper) -> None:
    paper.call.due_at = paper.call.closes_at = clock.now() - timedelta(days=1)
    paper.call.save()


def test_hidden_data_is_removed_by_one_button(flagged: Paper, author: Persona) -> None:
    assert "Remove hidden data for me" in author.get(url(flagged)).content.decode()
    assert author.post(url(flagged, "clean/")).status_code == 302

    waiting = author.get(url(flagged, "status/")).content.decode()
    assert "A cleaned copy of your PDF is being made." in waiting
    assert "hx-get" in waiting
    assert "Remove hidden data for me" not in waiting


def test_the_page_of_the_cleaned_version_says_what_went(paper: Paper, author: Persona) -> None:
    author.post(
        url(paper, "upload/"), {"pdf": SimpleUploadedFile("paper.pdf", with_author(author.user.name))}
    )
    work_off()
    author.post(url(paper, "clean/"))
    work_off()
    page = author.get(url(paper)).content.decode()

    assert "Hidden data removed" in page
    assert "Gone" in page
    assert author.user.name in page.partition("Hidden data removed")[2]
    assert "Remove hidden data for me" not in page
    assert query_count(author, url(paper)) <= 12


def test_after_closing_nothing_is_cleaned(flagged: Paper, author: Persona) -> None:
    close(flagged)
    answer = author.post(url(flagged, "clean/"), follow=True)

    assert "this call has closed" in answer.content.decode()
    assert "Remove hidden data for me" not in answer.content.decode()
    assert not Cleaning.objects.exists()


@pytest.mark.parametrize(
    "who", ["reviewer", "reviewer_elsewhere", "organizer", "organizer_in_conflict", "outsider"]
)
def test_nobody_but_its_authors_does_either(who: str, flagged: Paper, request: pytest.FixtureRequest) -> None:
    client: Persona = request.getfixturevalue(who)
    for rest in ("clean/", f"findings/{KEY}/"):
        theirs = client.post(url(flagged, rest), {"sentence": "It is not so."})
        missing = client.post(f"/{flagged.workshop.slug}/papers/{'z' * 16}/{rest}", {"sentence": "No."})
        assert (theirs.status_code, missing.status_code) == (404, 404)
        assert normalised(theirs) == normalised(missing)
    assert not Note.objects.exists()
    assert not Job.objects.filter(kind="check.clean").exists()


def test_a_false_alarm_reaches_the_finding(flagged: Paper, co_author: Persona) -> None:
    address = url(flagged, f"findings/{KEY}/")
    assert address in co_author.get(url(flagged)).content.decode()
    assert FOUND.message in co_author.get(address).content.decode()
    co_author.post(address, {"sentence": "That is the name of the method."})

    page = co_author.get(url(flagged)).content.decode()
    assert "Called a false alarm: That is the name of the method." in page
    assert "1 to fix" in page


def test_it_may_be_said_after_closing_but_not_without_words(flagged: Paper, author: Persona) -> None:
    close(flagged)
    empty = author.post(url(flagged, f"findings/{KEY}/"), {"sentence": " "})
    assert (empty.status_code, Note.objects.count()) == (422, 0)

    assert author.post(url(flagged, f"findings/{KEY}/"), {"sentence": "A method."}).status_code == 302


def test_a_finding_that_is_not_there_is_missing(flagged: Paper, author: Persona) -> None:
    assert author.get(url(flagged, "findings/AN-001:1:0:0/")).status_code == 404


def test_the_author_sees_the_waiver(flagged: Paper, author: Persona, organizer: Persona) -> None:
    assert flagged.current is not None
    waive(
        paper=flagged,
        findings=[FOUND],
        sha256=flagged.current.sha256,
        reason="A name in a title.",
        by=organizer.user,
    )
    page = author.get(url(flagged)).content.decode()

    assert "A name in a title." in page
    assert "Nothing to fix" in page
    assert organizer.user.name not in page


def test_what_was_typed_is_checked_at_once_with_its_field(paper: Paper, author: Persona) -> None:
    paper.abstract = "Our code: https://github.com/amara-okonkwo/merging"
    paper.save()
    page = author.get(url(paper)).content.decode()

    assert "1 to fix" in page
    assert "Anonymity · Abstract" in page
    assert "github.com/amara-okonkwo" in page


def test_an_authors_name_in_the_title_is_found(paper: Paper, author: Persona) -> None:
    paper.title = f"What {author.user.name} Knows"
    paper.save()

    assert "AN-012:title" in author.get(url(paper)).content.decode()


def test_with_findings_in_both_it_takes_at_most_twelve_queries(flagged: Paper, author: Persona) -> None:
    Paper.objects.filter(pk=flagged.pk).update(title=f"What {author.user.name} Knows")

    assert query_count(author, url(flagged)) <= 12


def test_what_one_rule_finds_on_one_page_is_one_entry_with_its_count(paper: Paper, author: Persona) -> None:
    found = [
        Finding(
            "AN-002", "error", f"An address, {n}.", "Out.", page, (9, 9, 90, 20), key=f"AN-002:{page}:{n}"
        )
        for n, page in enumerate((1, 1, 1, 2))
    ]
    report = replace(NOTHING_FOUND, findings=tuple(found))
    CheckFactory.create(version=paper.current, report=report.to_dict(), errors=2)
    page = author.get(url(paper)).content.decode()

    assert (page.count("<article"), page.count("3 places"), page.count("2 more like it")) == (2, 1, 1)
    assert page.count("<rect") == 3

    author.post(url(paper, f"findings/{found[0].key}/"), {"sentence": "They are examples."})
    assert set(Note.objects.values_list("key", flat=True)) == {each.key for each in found[:3]}


def test_a_quotation_is_the_organizers_to_see(paper: Paper, author: Persona, organizer: Persona) -> None:
    quoted = Finding("HID-003", "info", "Page 1 quotes words.", "Nothing to do.", 1, (9, 9, 90, 20), key="HID-003:1:9:9")  # fmt: skip
    report = replace(NOTHING_FOUND, findings=(quoted,))
    CheckFactory.create(version=paper.current, report=report.to_dict())

    assert "HID-003" not in author.get(url(paper)).content.decode()
    desk = f"/{paper.workshop.slug}/desk/checks/{paper.ref}/"
    assert quoted.message in organizer.get(desk).content.decode()
