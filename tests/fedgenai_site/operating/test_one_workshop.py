"""A workshop in one file: out, in again, and out as the same."""

import json
import tarfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction

from fedgenai_site.operating.archive.belonging import foreign_keys, models, rows_of
from submissions.models import Job, Letter, Paper, User, Workshop
from tests.blindness.story.telling import build
from tests.blindness.world import Phase

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """While its call is open, or as late as a test wants."""
    world = build(getattr(request, "param", Phase.OPEN))
    target = tmp_path / "workshop.tar"
    call_command("archive", world.workshop.slug, "-o", str(target))
    return target


def forget(slug: str) -> None:
    """As on another site, where only some of the people are known."""
    held = rows_of(Workshop.objects.get(slug=slug))
    with transaction.atomic():
        for model in reversed(models()):
            model._base_manager.filter(pk__in=held[model])._raw_delete("default")
        Job.objects.all().delete()


def told(source: Path) -> list[object]:
    """Its rows, with each id replaced by its place in the file."""
    with tarfile.open(source) as tar:
        file = tar.extractfile("rows.jsonl")
        assert file
        rows = [json.loads(line) for line in file]
    place = {(row["model"], row["pk"]): at for at, row in enumerate(rows)}
    keys = {
        model._meta.label_lower: {f.name: apps_label(f.related_model) for f in foreign_keys(model)}
        for model in models()
    }
    for row in rows:
        for name, related in keys.get(row["model"], {}).items():
            if (value := row["fields"][name]) is not None:
                row["fields"][name] = place[related, value]
        if row["model"] == "submissions.paper" and row["fields"]["draft"]:
            row["fields"]["draft"] = None
        row["pk"] = 0
    return rows


@pytest.mark.parametrize("saved", [Phase.RELEASED], indirect=True)
def test_it_comes_back_as_it_was(saved: Path, tmp_path: Path) -> None:
    with tarfile.open(saved) as tar:
        files = sorted(name for name in tar.getnames() if name.startswith("files/"))
    forget("fedgenai-ijcai-25")
    for name in files:
        default_storage.delete(name.removeprefix("files/"))
    letters = Letter.objects.count()
    call_command("load", str(saved))
    again = tmp_path / "again.tar"
    call_command("archive", "fedgenai-ijcai-25", "-o", str(again))
    assert told(again) == told(saved)
    assert len(files) > 5
    assert not Job.objects.filter(kind="mail.send").exists()
    assert Letter.objects.count() > letters


def test_it_holds_its_own_alone_is_refused_where_damaged_and_loads_beside_it_by_another_address(
    saved: Path, tmp_path: Path
) -> None:
    with tarfile.open(saved) as tar:
        file = tar.extractfile("rows.jsonl")
        assert file
        text = file.read().decode()
    assert not [word for word in ("Not of This Workshop", "pbkdf2", "argon2") if word in text]

    people = User.objects.count()
    data = saved.read_bytes()
    for name, content, words in (
        ("cut", data[: len(data) // 2 // 10240 * 10240], "cut short|no manifest|manifest"),
        ("changed", data.replace(b"Pruning Prompts", b"Pruning Prompt5"), "rows.jsonl first"),
    ):
        damaged = tmp_path / name
        damaged.write_bytes(content)
        with pytest.raises(CommandError, match=words):
            call_command("load", str(damaged), "--slug", "other")
    assert not Workshop.objects.filter(slug="other").exists()
    assert User.objects.count() == people

    with pytest.raises(CommandError, match="here already"):
        call_command("load", str(saved))
    call_command("load", str(saved), "--slug", "copy")
    refs = Paper.objects.values_list("workshop__slug", "ref")
    ours, copied = ([ref for of, ref in refs if of == slug] for slug in ("fedgenai-ijcai-25", "copy"))
    assert len(ours) == len(copied) > 0
    assert not set(ours) & set(copied)


def apps_label(model: object) -> str:
    return str(getattr(model, "_meta").label_lower)  # noqa: B009
