"""What is no whole backup of this code's site into an empty one is refused in words, and nothing is brought in."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from fedgenai_site.operating import archive
from submissions.models import Paper, User
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def saved(transactional_db: None, settings: Settings, tmp_path: Path, paper: Paper) -> Path:
    """The archive of a site with one paper; the site is empty now."""
    archive.backup(tmp_path / "site.tar")
    call_command("flush", "--no-input", verbosity=0)
    settings.MEDIA_ROOT = tmp_path / "new"
    return tmp_path / "site.tar"


def assert_refused(saved: Path, words: str) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        call_command("restore", str(saved))
    assert "Nothing was brought in." in str(refusal.value)
    assert not Paper.objects.exists()
    assert not list((saved.parent / "new").rglob("*.*"))


def rewritten(saved: Path, change: Callable[[str, bytes], dict[str, bytes]]) -> None:
    """Write the archive anew with what `change` makes of each member."""
    with tarfile.open(saved) as tar:
        members = {member.name: (tar.extractfile(member) or io.BytesIO()).read() for member in tar}
    with tarfile.open(saved, "w") as tar:
        for name, data in members.items():
            for new_name, new_data in change(name, data).items():
                member = tarfile.TarInfo(new_name)
                member.size = len(new_data)
                tar.addfile(member, io.BytesIO(new_data))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9])
def test_a_backup_that_was_cut(saved: Path, share: float) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])
    assert_refused(saved, "cut short")


def test_a_backup_with_one_byte_changed(saved: Path) -> None:
    data = saved.read_bytes()
    saved.write_bytes(data.replace(b"%PDF-1.4", b"%PDF-1.5", 1))
    assert_refused(saved, "changed, files/")


def test_a_row_that_was_changed(saved: Path) -> None:
    rewritten(saved, lambda name, data: {name: data.replace(b"example.org", b"example.com")})
    assert_refused(saved, "manifest was changed|changed, rows.jsonl")


def test_a_member_that_was_taken_out(saved: Path) -> None:
    rewritten(saved, lambda name, data: {} if name == "rows.jsonl" else {name: data})
    assert_refused(saved, "are missing, rows.jsonl first")


def test_a_member_that_was_added(saved: Path) -> None:
    rewritten(saved, lambda name, data: {name: data, f"{name}.more": b""})
    assert_refused(saved, "its manifest does not know")


def test_another_kind_of_file(saved: Path) -> None:
    saved.write_bytes(b"PK\x03\x04 no tar at all" * 100)
    assert_refused(saved, "not an archive")


def test_a_file_that_is_not_there(saved: Path) -> None:
    saved.unlink()
    assert_refused(saved, "could not be restored")


def test_a_site_that_is_not_empty(saved: Path) -> None:
    UserFactory.create(name="Somebody Already")
    assert_refused(saved, "holds 1 user")
    assert User.objects.get().name == "Somebody Already"


def test_a_site_of_newer_code(saved: Path) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("submissions", "9999_of_tomorrow")
    try:
        assert_refused(saved, "older than this site .submissions.9999_of_tomorrow.")
    finally:
        recorder.record_unapplied("submissions", "9999_of_tomorrow")


def test_a_file_in_the_way_stops_all_of_it(saved: Path, settings: Settings) -> None:
    with tarfile.open(saved) as tar:
        last = [name.removeprefix("files/") for name in tar.getnames() if name.startswith("files/")][-1]
    there = saved.parent / "new" / last
    there.parent.mkdir(parents=True)
    there.write_text("in the way")
    with pytest.raises(CommandError, match=r"another file .*Nothing was brought in"):
        call_command("restore", str(saved))
    assert not Paper.objects.exists()
    assert list((saved.parent / "new").rglob("*.*")) == [there]


def test_a_restore_that_was_killed_between_files_and_rows_can_be_repeated(saved: Path) -> None:
    archive.restore(saved)
    call_command("flush", "--no-input", verbosity=0)
    archive.restore(saved)
    assert Paper.objects.count() == 1
