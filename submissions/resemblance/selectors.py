"""A pair as the handlers of one side may see it: their own paper, and of another workshop's that it is there."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from submissions.accounts.models import User
from submissions.papers.models import Author, Paper
from submissions.resemblance.access import pairs_among, pairs_for
from submissions.resemblance.models import Answer, Pair
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Side:
    """`paper` is None where only its workshop may be known."""

    workshop: Workshop
    paper: Paper | None

    @property
    def words(self) -> str:
        return f"#{self.paper.number}" if self.paper else f"a paper at {self.workshop.name}"


@dataclass(frozen=True)
class Likeness:
    pair: Pair
    sides: tuple[Side, Side]
    answer: Answer | None

    @property
    def words(self) -> str:
        return " and ".join(side.words for side in self.sides)

    @property
    def percent(self) -> tuple[int, int]:
        """Of the text and of the abstract; to five, for it is an estimate."""
        return 5 * round(20 * self.pair.text), 5 * round(20 * self.pair.abstract)

    @property
    def facts(self) -> list[tuple[str, str, str, str]]:
        """(term, value, detail, tone), as they are drawn."""
        text, abstract = self.percent
        facts = [
            ("Text", f"about {text} %", "of the shorter one stands in the other", ""),
            ("Abstract", f"about {abstract} %", "in common", ""),
            ("Title", "the same" if self.pair.same_title else "another", "", ""),
        ]
        if self.same_authors is not None:
            facts.append(("Authors", str(self.same_authors), "on both lists", ""))
        return facts

    @property
    def same_authors(self) -> int | None:
        """How many people stand on both lists; None where one list is not to be known."""
        lists = [_addresses(side.paper) for side in self.sides if side.paper]
        return len(lists[0] & lists[1]) if len(lists) == 2 else None


def likenesses(user: User, workshop: Workshop) -> list[Likeness]:
    """In three queries, however many there are; what waits for an answer comes first."""
    own = Answer.objects.filter(workshop=workshop).select_related("by")
    rows = (
        pairs_for(user, workshop)
        .select_related("one__workshop", "other__workshop", "one__current", "other__current")
        .prefetch_related(
            Prefetch("answers", own),
            *(Prefetch(f"{name}__authors", Author.objects.order_by("position")) for name in ("one", "other")),
        )
    )
    found = [_likeness(row, workshop) for row in rows]
    return sorted(found, key=lambda each: each.answer is not None)


def _likeness(row: Pair, workshop: Workshop) -> Likeness:
    sides = [_side(paper, workshop) for paper in (row.one, row.other)]
    sides.sort(key=lambda side: side.paper is None)
    return Likeness(row, (sides[0], sides[1]), next(iter(row.answers.all()), None))


def _side(paper: Paper, workshop: Workshop) -> Side:
    """Of one's own workshop `pairs_for` has only what this viewer handles."""
    return Side(paper.workshop, paper if paper.workshop_id == workshop.pk else None)


def unanswered(handled: Collection[int], user: User, workshop: Workshop) -> Coalesce:
    """An annotation: how many pairs wait for a word of whoever handles these papers."""
    said = Answer.objects.filter(pair=OuterRef("pk"), workshop=workshop)
    rows = pairs_among(handled, user, workshop).exclude(Exists(said)).order_by()
    counted = rows.annotate(all=Value(1)).values("all").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _addresses(paper: Paper) -> set[str]:
    return {line.email.lower() for line in paper.authors.all()}
