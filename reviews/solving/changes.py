"""What has changed while a run was solved, in names and numbers, as far as whoever asked for it may see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from reviews.assignment.validator import Pair
from reviews.solving.facts import Facts
from submissions.templatetags.ui import listed, numbered, plural

MOST, NAMED = 3, 4


def changes(before: Facts, after: Facts) -> str:
    """Empty where nothing did.

    Bids and texts that came meanwhile make no assignment wrong; work on hidden papers is not for this organizer to
    learn of.
    """
    told = list(Comparison(before, after).words())
    more = len(told) - MOST
    return "; ".join([*told[:MOST], *([plural(more, "more change,more changes")] if more > 0 else [])])


@dataclass(frozen=True)
class Comparison:
    before: Facts
    after: Facts
    numbers: dict[int, int] = field(init=False)
    names: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        both = (self.before, self.after)
        papers = {paper.pk: paper.number for facts in both for paper in facts.papers}
        people = {person.pk: person.name for facts in both for person in facts.reviewers}
        object.__setattr__(self, "numbers", papers)
        object.__setattr__(self, "names", people)

    def words(self) -> Iterator[str]:
        yield from self._papers()
        yield from self._people()
        yield from self._pairs()

    def _papers(self) -> Iterator[str]:
        had = {paper.pk: paper.wanted for paper in self.before.papers}
        has = {paper.pk: paper.wanted for paper in self.after.papers}
        other = {pk for pk in had.keys() & has.keys() if had[pk] != has[pk]}
        for found, words in (
            (has.keys() - had.keys(), "{} came in"),
            (had.keys() - has.keys(), "{} went"),
            (other, "another number of reviews is wanted for {}"),
        ):
            if found:
                yield words.format(self._numbered(found))

    def _people(self) -> Iterator[str]:
        had = {person.pk: person.most for person in self.before.reviewers}
        has = {person.pk: person.most for person in self.after.reviewers}
        other = {pk for pk in had.keys() & has.keys() if had[pk] != has[pk]}
        for found, words in (
            (has.keys() - had.keys(), "{} came"),
            (had.keys() - has.keys(), "{} went"),
            (other, "another load was agreed with {}"),
        ):
            if found:
                yield words.format(listed(sorted(self.names[pk] for pk in found), NAMED))

    def _pairs(self) -> Iterator[str]:
        before, after = self.before, self.after
        for found, words in (
            (after.kept - before.kept, "{} was chosen or told"),
            (before.kept - after.kept, "{} was taken off or let go"),
            (after.barred - before.barred - before.kept, "{} is in conflict or ruled out now"),
            (before.barred - after.barred, "{} is no longer in conflict or ruled out"),
        ):
            if known := self._known(found):
                people = [f"{self.names[who]} on #{self.numbers[paper]}" for paper, who in sorted(known)]
                yield words.format(listed(people, NAMED))
        if drafted := self._known(before.drafts ^ after.drafts):
            yield f"others were drafted for {self._numbered({paper for paper, _ in drafted})}"

    def _known(self, pairs: Collection[Pair]) -> set[Pair]:
        """Of the papers and people that stood before and after: those that came or went are told already."""
        papers = {paper.pk for paper in self.before.papers} & {paper.pk for paper in self.after.papers}
        people = {each.pk for each in self.before.reviewers} & {each.pk for each in self.after.reviewers}
        return {(paper, who) for paper, who in pairs if paper in papers and who in people}

    def _numbered(self, papers: Collection[int]) -> str:
        return numbered([self.numbers[pk] for pk in papers], NAMED)
