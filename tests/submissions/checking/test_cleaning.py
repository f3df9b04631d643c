"""Removing hidden data, with the real sanitiser and the real checker."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from submissions.checking import cleaning
from submissions.checking.selectors import state_of
from submissions.jobs import services as jobs
from submissions.models import Check, Cleaning, Entry, Job, Paper, Version
from submissions.papers import services as papers
from tests.papers import add_version, small_pdf
from tests.personas import Persona
from tests.submissions.checking.pdfs import with_author
from tests.submissions.checking.working import work_off


@pytest.fixture
def leaky(paper: Paper, author: Persona) -> Version:
    """The paper's current version, checked; its properties name the author."""
    version = add_version(paper, with_author(author.user.name), is_checked=False)
    jobs.enqueue("check.pdf", version.pk)
    work_off()
    return version


def rules(version: Version) -> list[str]:
    check = Check.objects.filter(version=version).latest("pk")
    return [finding["rule"] for finding in check.report["findings"]]


def test_the_cleaned_file_becomes_the_next_version_and_is_checked(leaky: Version, author: Persona) -> None:
    assert "AN-003" in rules(leaky)
    cleaning.ask(version=leaky, by=author.user)
    work_off()

    paper = Paper.objects.get(pk=leaky.paper_id)
    assert paper.current is not None
    assert (paper.current.number, paper.current.uploaded_by) == (leaky.number + 1, author.user)
    assert paper.current.original_name == "paper (cleaned).pdf"
    assert "AN-003" not in rules(paper.current)
    with paper.current.file.open() as file:
        assert author.user.name not in str(PdfReader(BytesIO(file.read())).metadata)


def test_it_tells_what_went_away_and_keeps_the_original(leaky: Version, author: Persona) -> None:
    cleaning.ask(version=leaky, by=author.user)
    work_off()
    current = Paper.objects.get(pk=leaky.paper_id).current
    assert current is not None
    told = cleaning.cleaning_of(current, state_of(current))

    assert told.source_number == leaky.number
    assert any(author.user.name in words for words in told.gone)
    assert told.removed
    with leaky.file.open() as file:
        assert author.user.name in str(PdfReader(BytesIO(file.read())).metadata)
    assert Entry.objects.filter(verb="paper.cleaned", paper=leaky.paper_id).count() == 1


def test_asked_twice_it_is_made_once(leaky: Version, author: Persona) -> None:
    cleaning.ask(version=leaky, by=author.user)
    cleaning.ask(version=leaky, by=author.user)
    work_off()
    cleaning.ask(version=leaky, by=author.user)
    work_off()

    assert leaky.paper.versions.count() == leaky.number + 1


def test_a_newer_upload_is_not_replaced(leaky: Version, author: Persona) -> None:
    cleaning.ask(version=leaky, by=author.user)
    newer = add_version(leaky.paper, small_pdf("Newer."))
    work_off()

    assert Paper.objects.get(pk=leaky.paper_id).current == newer
    assert Cleaning.objects.get().problem == cleaning.NEWER


def test_a_withdrawn_paper_gets_no_version(leaky: Version, author: Persona) -> None:
    cleaning.ask(version=leaky, by=author.user)
    papers.withdraw(paper=leaky.paper, by=author.user)
    work_off()

    assert Paper.objects.get(pk=leaky.paper_id).current == leaky


def test_a_file_that_cannot_be_cleaned_is_told_in_words(paper: Paper, author: Persona) -> None:
    broken = add_version(paper, b"%PDF-1.7\nbroken")
    cleaning.ask(version=broken, by=author.user)
    work_off()

    assert Cleaning.objects.get().problem.startswith("Not cleaned: ")
    assert Paper.objects.get(pk=paper.pk).current == broken


def test_a_job_that_was_taken_over_adds_no_version(leaky: Version, author: Persona) -> None:
    cleaning.ask(version=leaky, by=author.user)
    job = Job.objects.get(kind="check.clean")
    claimed = jobs.claim(job.pk)
    assert claimed is not None
    Job.objects.filter(pk=job.pk).update(claim="somebody else")
    cleaning.clean(claimed)

    assert Paper.objects.get(pk=leaky.paper_id).current == leaky
