"""Which tables make up a site, and their rows as lines of text."""
# ruff: noqa: SLF001 - `_meta` and `_base_manager` are Django's documented ways to a model

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField, Model

LEFT_OUT = {
    # What `migrate` makes anew, or what is gone with the sessions.
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "sessions.Session",
    # A visitor's PDF, deleted within minutes.
    "submissions.Trial",
}
AT_ONCE = 200


class ExactEncoder(DjangoJSONEncoder):
    """Keeps microseconds, which Django's cuts: the order of two uploads may hang on them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def tables() -> list[type[Model]]:
    """Every table that belongs into an archive, links of many-to-many relations too."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.label not in LEFT_OUT and not model._meta.proxy]


def dump(out: IO[str]) -> int:
    """Write every row of the site, as this connection sees it now. Returns how many."""
    count = 0
    for model in tables():
        names = [field.name for field in model._meta.concrete_fields]
        rows = model._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE)
        for row in rows:
            [data] = serializers.serialize("python", [row], fields=names)
            out.write(json.dumps(data, cls=ExactEncoder, ensure_ascii=False) + "\n")
            count += 1
    return count


def load(lines: Iterable[str]) -> int:
    """Insert rows that `dump` wrote into empty tables; call in a transaction. Returns how many."""
    count = 0
    for _, rows in groupby(_rows(lines), key=lambda row: row._meta.label):
        while batch := list(islice(rows, AT_ONCE)):
            type(batch[0])._base_manager.bulk_create(batch)
            count += len(batch)
    _go_on_counting()
    connection.check_constraints()
    return count


def named_files(lines: Iterable[str]) -> Iterator[str]:
    """The names of all files that the rows in these lines speak of."""
    fields = {model._meta.label_lower: _file_fields(model) for model in tables()}
    for line in lines:
        row = json.loads(line)
        values = row["fields"]
        yield from (values[name] for name in fields.get(row["model"], []) if values[name])


def promised_hashes() -> dict[str, str]:
    """From the name of each paper's file to the hash that its author was told."""
    versions = apps.get_model("submissions", "Version")._base_manager
    return dict(versions.values_list("file", "sha256"))


def occupied() -> dict[str, int]:
    """The tables that hold rows, with how many."""
    counts = {model._meta.verbose_name_plural: model._base_manager.count() for model in tables()}
    return {str(name): count for name, count in counts.items() if count}


def shape() -> list[str]:
    """What the tables look like: the migrations that have been applied to those of the archive."""
    apps_of_tables = {model._meta.app_label for model in tables()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in apps_of_tables)


def _rows(lines: Iterable[str]) -> Iterator[Model]:
    for line in lines:
        for deserialized in serializers.deserialize("python", [json.loads(line)]):
            yield deserialized.object


def _file_fields(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if isinstance(field, FileField)]


def _go_on_counting() -> None:
    """Let the next new row get a number that no restored row has."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
