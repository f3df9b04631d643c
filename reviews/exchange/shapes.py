"""A table that is known by its header, and what becomes of its columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reviews.exchange.builder import Builder
from reviews.exchange.tables import Table


@dataclass(frozen=True, slots=True)
class Shape:
    """`needs`: columns by which the table is known. `becomes`: from column to words; others are left out."""

    system: str
    table: str
    needs: frozenset[str]
    becomes: Mapping[str, str]
    read: Callable[[Builder, Table], None]

    def fits(self, table: Table) -> bool:
        return self.needs <= set(table.columns)


def best(shapes: tuple[Shape, ...], table: Table) -> Shape | None:
    """The one that knows most of these columns."""
    fitting = [shape for shape in shapes if shape.fits(table)]
    return max(
        fitting,
        key=lambda shape: (len(shape.needs), len(shape.becomes.keys() & set(table.columns))),
        default=None,
    )
