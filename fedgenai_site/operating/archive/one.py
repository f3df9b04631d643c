"""One workshop in a file: its rows, its files, the people whom it names; and the way into another site.

The format is that of a whole site's archive. Rows keep the order of their tables, people come first and without
passwords. Ids are given anew on the way in; addresses of pages stay, unless another workshop has them.
"""
# ruff: noqa: SLF001 - `_meta` and `_base_manager` are Django's documented ways to a model

import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core import serializers
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.db import connection, transaction
from django.db.models import FileField, Model

from fedgenai_site.operating.archive import tables, writing
from fedgenai_site.operating.archive.belonging import foreign_keys, models, people_of, rows_of
from fedgenai_site.operating.archive.manifest import FILES, ROWS, Manifest
from fedgenai_site.operating.archive.reading import (
    Damaged,
    NotEmpty,
    WrongSite,
    members,
    opened,
    require_same_shape,
    verify,
)
from fedgenai_site.operating.archive.snapshot import snapshot
from submissions import clock
from submissions.jobs import services as jobs
from submissions.models import Paper, User, Version, Workshop
from submissions.refs import new_ref

ABOUT_IDS = {"matter"}
"""Names rows by ids that are given anew; it matters only while a letter waits."""
PERSON = ["email", "name", "affiliation", "country", "orcid", "is_guest"]
Told = Callable[[int, int], None]
"""How many rows are done, of how many."""


def quietly(done: int, total: int) -> None:
    pass


def archive(workshop: Workshop, target: Path, told: Told = quietly) -> writing.Summary:
    """Save one workshop while the site runs. Raises FileExistsError and other OSErrors; then there is no such file."""
    if target.exists():
        raise FileExistsError(f"{target} exists")
    with writing.new_file(target) as out, tempfile.TemporaryDirectory(dir=target.parent) as folder:
        rows = Path(folder) / ROWS
        with snapshot(), rows.open("w", encoding="utf-8") as lines:
            count = _dump(workshop, lines, told)
            shape = tables.shape()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            hashes = {ROWS: writing.add(tar, ROWS, rows)}
            missing = writing.add_files(tar, rows, hashes)
            made_at = clock.now().isoformat(timespec="seconds")
            manifest = Manifest(made_at, settings.SITE_URL, count, shape, hashes, missing)
            manifest.workshop = workshop.slug
            writing.seal(tar, manifest)
    return writing.Summary(count, len(hashes) - 1, missing, [])


def _dump(workshop: Workshop, out: IO[str], told: Told) -> int:
    held = rows_of(workshop)
    people = people_of(held)
    total = len(people) + sum(map(len, held.values()))
    done = 0
    every = [(User, people, PERSON)] + [(model, pks, None) for model, pks in held.items()]
    for model, pks, names in every:
        wanted = names or [f.name for f in model._meta.concrete_fields if f.name not in ABOUT_IDS]
        for at in range(0, len(pks), tables.AT_ONCE):
            rows = model._base_manager.filter(pk__in=pks[at : at + tables.AT_ONCE]).order_by("pk")
            for data in serializers.serialize("python", rows, fields=wanted):
                out.write(json.dumps(data, cls=tables.ExactEncoder, ensure_ascii=False) + "\n")
                done += 1
            told(done, total)
    return done


def load(source: Path, *, slug: str = "", told: Told = quietly) -> Workshop:
    """Bring a workshop in, all of it or nothing. Raises Damaged, NotEmpty, WrongSite or OSError."""
    manifest = verify(source)
    require_same_shape(manifest)
    if not manifest.workshop:
        raise WrongSite("it holds a whole site; manage.py restore brings that back")
    address = slug or manifest.workshop
    if Workshop.objects.filter(slug=address).exists():
        raise NotEmpty(f"there is a workshop {address} here already; choose another address with --slug")
    brought: list[str] = []
    try:
        with transaction.atomic(durable=True), opened(source) as tar:
            names = dict(_bring_files(tar, brought))
            with opened(source) as again:
                return _Loading(address, names, manifest.rows, told).load(again)
    except BaseException:
        for name in brought:
            default_storage.delete(name)
        raise


def _bring_files(tar: tarfile.TarFile, brought: list[str]) -> Iterator[tuple[str, str]]:
    """From a file's name there to its name here, which differs where another file has it."""
    for name, file in members(tar):
        if name.startswith(FILES):
            wanted = name.removeprefix(FILES)
            validate_file_name(wanted, allow_relative_path=True)
            stored = default_storage.save(wanted, File(file, wanted))
            brought.append(stored)
            yield wanted, stored


class _Loading:
    """The rows on their way in: `ids` leads from a table and an id there to the id here."""

    def __init__(self, slug: str, files: dict[str, str], total: int, told: Told) -> None:
        self.slug, self.files, self.total, self.told = slug, files, total, told
        self.ids: dict[object, dict[int, int]] = {model: {} for model in (User, *models())}
        self.later: list[tuple[Model, str, object, int]] = []

    def load(self, tar: tarfile.TarFile) -> Workshop:
        for name, file in members(tar):
            if name == ROWS:
                self._rows(io.TextIOWrapper(file, encoding="utf-8"))
        for row, field, related, old in self.later:
            type(row)._base_manager.filter(pk=row.pk).update(**{field: self._id(related, old)})
        self._drafts()
        connection.check_constraints()
        workshop = Workshop.objects.get(slug=self.slug)
        for version in Version.objects.filter(paper__workshop=workshop, checks=None).exclude(file=""):
            jobs.enqueue("check.pdf", version.pk)
        return workshop

    def _rows(self, lines: IO[str]) -> None:
        done = 0
        parsed = (json.loads(line) for line in lines)
        for label, group in groupby(parsed, key=lambda data: data["model"]):
            rows = list(group)
            if label == "submissions.user":
                for data in rows:
                    self.ids[User][data["pk"]] = self._person(data["fields"])
            else:
                self._table(rows)
            done += len(rows)
            self.told(done, self.total)

    def _person(self, fields: dict[str, Any]) -> int:
        """Somebody who is here already stays as they are; a new account proves nothing."""
        known = User.objects.filter(email=fields["email"]).first()
        user = known or User.objects.create_user(fields.pop("email"), None, **fields)
        return user.pk

    def _table(self, rows: list[dict[str, Any]]) -> None:
        objects = [each.object for each in serializers.deserialize("python", rows)]
        old = [row.pk for row in objects]
        model = type(objects[0])
        for row in objects:
            self._fit(row)
        made = model._base_manager.bulk_create(objects, batch_size=tables.AT_ONCE)
        self.ids[model] |= dict(zip(old, (row.pk for row in made), strict=True))

    def _fit(self, row: Model) -> None:
        row.pk = None
        for field in foreign_keys(type(row)):
            value = getattr(row, field.attname)
            if value is None:
                continue
            known = self.ids.get(field.related_model, {})
            if value in known or not field.null:
                setattr(row, field.attname, self._id(field.related_model, value))
            else:
                self.later.append((row, field.attname, field.related_model, value))
                setattr(row, field.attname, None)
        if isinstance(row, Workshop):
            row.slug = self.slug
        for each in type(row)._meta.concrete_fields:
            self._fit_value(row, each)

    def _fit_value(self, row: Model, field: Any) -> None:
        value = getattr(row, field.attname)
        if isinstance(field, FileField) and value:
            setattr(row, field.attname, self.files.get(str(value), str(value)))
        elif field.unique and isinstance(value, str) and _is_taken(row, field.attname, value):
            setattr(row, field.attname, new_ref() if len(value) <= 16 else f"{value[:180]}:{new_ref()}")

    def _id(self, model: object, old: int) -> int:
        try:
            return self.ids[model][old]
        except KeyError as missing:
            raise Damaged(f"a row names {model} {old}, which is not in it") from missing

    def _drafts(self) -> None:
        """What was being typed names kinds and topics by their ids."""
        from submissions.models import Kind, Topic

        kinds, topics = self.ids[Kind], self.ids[Topic]
        for paper in Paper.objects.filter(workshop__slug=self.slug, draft__isnull=False):
            draft = paper.draft or {}
            texts = draft.get("texts", {})
            if str(texts.get("kind", "")).isdecimal():
                texts["kind"] = str(kinds.get(int(texts["kind"]), ""))
            draft["topics"] = [
                str(topics[int(t)]) for t in draft.get("topics", []) if t.isdecimal() and int(t) in topics
            ]
            Paper.objects.filter(pk=paper.pk).update(draft=draft)


def _is_taken(row: Model, name: str, value: str) -> bool:
    return not isinstance(row, Workshop) and type(row)._base_manager.filter(**{name: value}).exists()
