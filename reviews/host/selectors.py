"""What the host gets: totals, what is missing, and what has changed since it was handed over."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reviews.accepted.selectors import AcceptedPaper
from reviews.attendance.models import COMING, Attendance
from submissions.templatetags.ui import plural

WORDS = {
    "authors": "authors",
    "in_person": "in-person state",
    "registration": "registration number",
    "presenter": "presenter",
}
NOT_COMPARED = {"last_change"}
Fact = tuple[str, str, str, str]


def totals(papers: Sequence[AcceptedPaper]) -> list[Fact]:
    """(term, value, detail, tone)."""
    kinds = Counter(paper.presentation for paper in papers)
    coming = sum(paper.coming.in_person in COMING for paper in papers)
    people = {author.name for paper in papers for author in paper.authors}
    return [
        (
            "Papers",
            str(len(papers)),
            f"{plural(kinds['talk'], 'talk,talks')}, {plural(kinds['poster'], 'poster,posters')}",
            "",
        ),
        ("Authors", str(len(people)), "by name", ""),
        (
            "In person",
            f"{coming} of {len(papers)}",
            "present or registered",
            "ok" if coming == len(papers) else "warn",
        ),
    ]


@dataclass(frozen=True)
class Missing:
    """What keeps the list from being complete, and of which papers."""

    what: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.what}: {', '.join(f'#{number}' for number in self.numbers)}"


def missing(papers: Sequence[AcceptedPaper]) -> list[Missing]:
    state = Attendance.State
    rules: list[tuple[str, Callable[[AcceptedPaper], bool]]] = [
        ("No answer about who comes", lambda paper: paper.coming.in_person == state.OPEN),
        ("Nobody presents", lambda paper: paper.coming.in_person == state.CANNOT),
        ("A visa is pending", lambda paper: paper.coming.in_person == state.VISA),
        ("Not registered yet", lambda paper: paper.coming.in_person == state.YES),
        ("An author without affiliation", lambda paper: any(not one.affiliation for one in paper.authors)),
    ]
    found = [Missing(what, tuple(paper.number for paper in papers if lacks(paper))) for what, lacks in rules]
    return [each for each in found if each.numbers]


def changes(before: str, now: str) -> list[str]:
    """A sentence for each paper that came, went or differs between two accept lists in JSON."""
    old, new = _by_number(before), _by_number(now)
    came = [f"#{number} came: {new[number]['title']}" for number in new.keys() - old.keys()]
    went = [f"#{number} went: {old[number]['title']}" for number in old.keys() - new.keys()]
    differ = [
        f"#{number}: {', '.join(fields)}"
        for number in new.keys() & old.keys()
        if (fields := _differing(old[number], new[number]))
    ]
    return sorted([*came, *went, *differ], key=lambda line: int(line[1:].partition(":")[0].split()[0]))


def _by_number(content: str) -> dict[int, Mapping[str, object]]:
    return {paper["number"]: paper for paper in json.loads(content)["papers"]}


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    names = [name for name in new if name not in NOT_COMPARED and old.get(name) != new[name]]
    return [WORDS.get(name, name.replace("_", " ")) for name in names]
