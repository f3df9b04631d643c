"""Which rows belong to one workshop: those that lead to it by foreign keys, and the people whom they name."""
# ruff: noqa: SLF001 - `_meta` and `_base_manager` are Django's documented ways to a model

from collections.abc import Iterator

from django.db.models import ForeignKey, Model, Q

from fedgenai_site.operating.archive.tables import tables
from submissions.models import User, Workshop

APPS = {"submissions", "reviews"}
PERSONAL = {"submissions.User", "submissions.Job", "reviews.Token"}
"""People come along as names and addresses; work that was waiting is asked for anew; a key opens no other site."""
IN_A_QUERY = 500


def models() -> list[type[Model]]:
    """Those of which rows can belong to a workshop; what others lean on comes first."""
    found = [
        model for model in tables() if model._meta.app_label in APPS and model._meta.label not in PERSONAL
    ]
    return _sorted(found)


def foreign_keys(model: type[Model]) -> Iterator[ForeignKey[Model, Model]]:
    yield from (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))


def rows_of(workshop: Workshop) -> dict[type[Model], list[int]]:
    """By table, the ids of what belongs to it."""
    every = models()
    held: dict[type[Model], set[int]] = {model: set() for model in every}
    held[Workshop] = {workshop.pk}
    grows = True
    while grows:
        grows = False
        for model in every:
            new = _leading_to(model, held) - held[model] if model is not Workshop else set()
            held[model] |= new
            grows = grows or bool(new)
    return {model: sorted(pks) for model, pks in held.items()}


def people_of(held: dict[type[Model], list[int]]) -> list[int]:
    """The ids of everybody whom these rows name."""
    found: set[int] = set()
    for model, pks in held.items():
        names = [field.attname for field in foreign_keys(model) if field.related_model is User]
        for some in _portions(pks):
            for row in model._base_manager.filter(pk__in=some).values_list(*names) if names else ():
                found |= {pk for pk in row if pk is not None}
    return sorted(found)


def _leading_to(model: type[Model], held: dict[type[Model], set[int]]) -> set[int]:
    found: set[int] = set()
    for field in foreign_keys(model):
        owners = held.get(field.related_model)  # type: ignore[arg-type] # a class by now
        if owners and field.related_model is not model:
            for some in _portions(sorted(owners)):
                rows = model._base_manager.filter(Q(**{f"{field.attname}__in": some}))
                found |= set(rows.values_list("pk", flat=True))
    return found


def _portions(pks: list[int]) -> Iterator[list[int]]:
    yield from (pks[at : at + IN_A_QUERY] for at in range(0, len(pks), IN_A_QUERY))


def _sorted(found: list[type[Model]]) -> list[type[Model]]:
    """A table after those that it must point to. What it may point to can come later."""
    left, done = list(found), list[type[Model]]()
    while left:
        ready = [model for model in left if not _needs(model) & set(left) - {model}]
        if not ready:
            raise ValueError("tables that need each other")
        done += ready
        left = [model for model in left if model not in ready]
    return done


def _needs(model: type[Model]) -> set[object]:
    return {field.related_model for field in foreign_keys(model) if not field.null}
