"""The real checker over real files, its jobs run in this process."""

from pathlib import Path

import pytest

from fedgenai_site import celery_app
from submissions.checking.selectors import state_of
from submissions.checking.services import check_version
from submissions.jobs import services as jobs
from submissions.jobs.tasks import run_job
from submissions.models import Check, Job, Page, Paper, Version
from tests.papers import add_version, small_pdf
from tests.personas import Persona


@pytest.fixture(autouse=True)
def handlers() -> None:
    """As a worker does at its start."""
    celery_app.loader.import_default_modules()


@pytest.fixture
def version(paper: Paper, author: Persona) -> Version:
    """Just uploaded: its check waits."""
    version = add_version(paper, small_pdf("Contact: amara@northfield.edu"), is_checked=False)
    jobs.enqueue("check.pdf", version.pk)
    return version


def work_off() -> list[tuple[str, str]]:
    """Do all queued jobs as a worker would; returns (kind, state) of each."""
    while ids := list(
        Job.objects.filter(state="queued", kind__startswith="check").values_list("pk", flat=True)
    ):
        for pk in ids:
            run_job(pk)
    return list(Job.objects.filter(kind__startswith="check").order_by("pk").values_list("kind", "state"))


def test_it_keeps_the_answer_then_makes_copy_and_pictures(version: Version) -> None:
    assert work_off() == [("check.pdf", "done"), ("check.copy", "done")]

    version.refresh_from_db()
    check = Check.objects.get(version=version)
    assert check.status == "done"
    assert "AN-002" in [finding["rule"] for finding in check.report["findings"]]
    assert [page.number for page in version.pages.all()] == [1]
    with version.blind_file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_the_same_bytes_give_the_same_findings(version: Version) -> None:
    work_off()
    jobs.enqueue("check.pdf", version.pk)
    work_off()

    first, second = Check.objects.filter(version=version)
    assert first.report["findings"] == second.report["findings"]


def test_a_damaged_file_is_answered_and_gets_no_copy(paper: Paper) -> None:
    version = add_version(paper, b"%PDF-1.7\nbroken", is_checked=False)
    jobs.enqueue("check.pdf", version.pk)

    assert work_off() == [("check.pdf", "done")]
    assert Check.objects.get(version=version).errors == 1
    assert not Page.objects.filter(version=version).exists()


def test_a_file_that_vanished_is_tried_again_and_then_failed(version: Version) -> None:
    Path(version.file.path).unlink()
    job = Job.objects.get(kind="check.pdf", object_id=version.pk)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("queued", 1)
    for _ in range(2):
        Job.objects.filter(pk=job.pk).update(due_at=job.created_at)
        run_job(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert state_of(version).phase == "failed"


def test_a_job_that_was_taken_over_writes_nothing(version: Version) -> None:
    job = Job.objects.get(kind="check.pdf", object_id=version.pk)
    claimed = jobs.claim(job.pk)
    assert claimed is not None
    Job.objects.filter(pk=job.pk).update(claim="somebody else")
    check_version(claimed)

    assert not Check.objects.filter(version=version).exists()


def test_nothing_is_left_in_the_temporary_folder(
    version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    work_off()

    assert list(tmp_path.iterdir()) == []


def tamper(version: Version, how: str) -> None:
    path = Path(version.file.path)
    was = path.read_bytes()
    path.unlink()
    if how == "changed":
        path.write_bytes(small_pdf("Another paper."))
    if how == "longer":
        path.write_bytes(was + b"more than it says")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("gone", "The stored file is gone"),
        ("changed", "is not the one that was uploaded"),
        ("longer", "is not the one that was uploaded"),
    ],
)
def test_a_stored_file_that_is_not_what_came_is_tried_twice_and_then_handed_to_the_organizers(
    how: str, words: str, version: Version, author: Persona, organizer: Persona
) -> None:
    paper = version.paper
    tamper(version, how)

    assert work_off_once() == ("queued", 1)
    assert work_off_once() == ("failed", 2)
    assert "The organizers are told" in author.get(f"/{paper.workshop.slug}/papers/{paper.ref}/").text
    assert words in organizer.get(f"/{paper.workshop.slug}/desk/checks/").text


def work_off_once() -> tuple[str, int]:
    job = Job.objects.get(kind="check.pdf")
    Job.objects.update(due_at=job.created_at)
    run_job(job.pk)
    job.refresh_from_db()
    return job.state, job.attempt


def test_a_waiting_file_tells_its_place_in_the_queue(version: Version, author: Persona) -> None:
    later = add_version(version.paper, small_pdf("Later."), is_checked=False)
    jobs.enqueue("check.pdf", later.pk)

    assert state_of(version).ahead == 0
    assert state_of(later).ahead == 1
    page = author.get(f"/{version.paper.workshop.slug}/papers/{version.paper.ref}/").text
    assert "Number 2 in the queue" in page


def test_what_is_typed_is_judged_at_once_and_told_once(
    paper: Paper, author: Persona, outsider: Persona
) -> None:
    paper.abstract = "Write to jana@northfield.edu. Yes, to jana@northfield.edu."
    paper.save()
    url = f"/{paper.workshop.slug}/papers/{paper.ref}/typed/"

    assert author.get(url).text.count("jana@northfield.edu") == 1
    assert outsider.get(url).status_code == 404
