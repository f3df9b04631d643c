"""A backup comes back whole, also when it was taken while uploads came in."""

import hashlib
import stat
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from fedgenai_site.operating import archive
from fedgenai_site.operating.archive import tables
from submissions.models import Paper, Version, Workshop
from tests.factories import PASSWORD, UserFactory
from tests.papers import add_version, complete_paper, reviewed_paper, small_pdf
from tests.personas import Persona, persona
from tests.submissions.papers.forms import filled, pdf_file
from tests.workers import wait_for

UPLOADERS, EACH = 5, 10


@pytest.fixture(autouse=True)
def live_database(transactional_db: None) -> None:
    """A backup is a transaction of its own."""


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def empty_site(settings: Settings, folder: Path) -> None:
    call_command("flush", "--no-input", verbosity=0)
    settings.MEDIA_ROOT = folder


def contents() -> list[str]:
    out = StringIO()
    tables.dump(out)
    return out.getvalue().splitlines()


def upload(client: Persona, workshop: Workshop, acknowledged: list[str]) -> None:
    """Submit one paper after the other, and note the hash of each that was acknowledged."""
    try:
        for number in range(EACH):
            pdf = small_pdf(f"{client.user.name} {number}")
            answer = client.post(f"/{workshop.slug}/submit/", filled(workshop, pdf=pdf_file(pdf)))
            if answer.status_code == 302:
                acknowledged.append(hashlib.sha256(pdf).hexdigest())
    finally:
        connection.close()


def test_every_row_and_every_file_comes_back_as_it_was(
    workshop: Workshop, author: Persona, reviewer: Persona, settings: Settings, tmp_path: Path
) -> None:
    paper = reviewed_paper(workshop, author.user, reviewers=[reviewer.user])
    paper.draft = {"title": "Größe ≠ Güte\n"}
    paper.save()
    add_version(paper, small_pdf("A second version."))
    before = contents()
    archive.backup(tmp_path / "site.tar")
    files = {path.name: path.read_bytes() for path in (tmp_path / "files").rglob("*.*")}

    empty_site(settings, tmp_path / "new")
    archive.restore(tmp_path / "site.tar")

    assert contents() == before
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").rglob("*.*")} == files


def test_people_sign_in_and_new_papers_get_new_numbers_after_a_restore(
    workshop: Workshop, paper: Paper, author: Persona, settings: Settings, tmp_path: Path
) -> None:
    archive.backup(tmp_path / "site.tar")
    empty_site(settings, tmp_path / "new")
    archive.restore(tmp_path / "site.tar")

    assert author.user.check_password(PASSWORD)
    author.force_login(author.user)
    answer = author.post(f"/{workshop.slug}/submit/", filled(workshop, pdf=pdf_file()))
    assert answer.status_code == 302
    assert Paper.objects.exclude(pk=paper.pk).get().number == paper.number + 1


def test_what_was_acknowledged_before_it_began_is_in_a_backup_taken_while_50_uploads_run(
    workshop: Workshop, settings: Settings, tmp_path: Path
) -> None:
    acknowledged: list[str] = []
    people = [persona(f"Uploader Number{n}") for n in range(UPLOADERS)]
    threads = [
        threading.Thread(target=upload, args=(client, workshop, acknowledged), daemon=True)
        for client in people
    ]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(acknowledged) >= UPLOADERS)
    before = set(acknowledged)
    was_running = any(thread.is_alive() for thread in threads)
    saved = archive.backup(tmp_path / "site.tar")
    for thread in threads:
        thread.join()
    assert was_running
    assert len(acknowledged) == UPLOADERS * EACH

    empty_site(settings, tmp_path / "new")
    archive.restore(tmp_path / "site.tar")

    held = {version.sha256: Path(version.file.path).read_bytes() for version in Version.objects.all()}
    assert before <= held.keys()
    assert all(hashlib.sha256(data).hexdigest() == sha256 for sha256, data in held.items())
    assert (saved.missing, saved.changed) == ([], [])


def test_nobody_but_its_owner_may_read_it(paper: Paper, tmp_path: Path) -> None:
    archive.backup(tmp_path / "site.tar")
    assert stat.S_IMODE((tmp_path / "site.tar").stat().st_mode) == 0o600


def test_it_does_not_replace_an_older_one(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "site.tar").write_text("older")
    with pytest.raises(CommandError, match="choose another name"):
        call_command("backup", str(tmp_path / "site.tar"))
    assert (tmp_path / "site.tar").read_text() == "older"


def test_a_backup_that_cannot_be_written_leaves_nothing(paper: Paper, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup", str(tmp_path / "nowhere" / "site.tar"))
    assert [path.name for path in tmp_path.iterdir()] == ["files"]


def test_a_file_that_is_missing_or_was_changed_is_named(workshop: Workshop, tmp_path: Path) -> None:
    first, second = (complete_paper(workshop, UserFactory.create()).versions.get() for _ in range(2))
    default_storage.delete(first.file.name)
    Path(second.file.path).write_bytes(b"something else")
    said = StringIO()
    call_command("backup", str(tmp_path / "site.tar"), stdout=StringIO(), stderr=said)
    assert f"{first.file.name} is missing" in said.getvalue()
    assert f"{second.file.name} is not what its author uploaded" in said.getvalue()


def test_nothing_that_is_saved_hangs_on_something_that_is_not() -> None:
    saved = set(tables.tables())
    related = {
        field.related_model for model in saved for field in model._meta.concrete_fields if field.remote_field
    }
    assert related <= saved
    assert {apps.get_model(name)._meta.label for name in tables.LEFT_OUT} == tables.LEFT_OUT
