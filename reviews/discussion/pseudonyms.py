"""What a reviewer is called on a paper, everywhere: on pages, in letters, in exports.

A name comes from the seat's random ref and never from the person: the same person has unrelated names on two papers.
Seats are only ever added, in the order in which they were published, so a name once given stays.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.crypto import salted_hmac

from reviews.assignment.models import Assignment

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def pseudonyms(*papers: int) -> Mapping[int, str]:
    """From a seat's id to its reviewer's name on its paper; somebody who came back has the old one. One query."""
    seats = Assignment.objects.filter(paper__in=papers, published_at__isnull=False)
    by_person: dict[int, dict[int, str]] = defaultdict(dict)
    names: dict[int, str] = {}
    found = seats.order_by("published_at", "ref").values_list("pk", "ref", "paper_id", "reviewer_id")
    for pk, ref, paper, person in found:
        there = by_person[paper]
        there.setdefault(person, _free(ref, set(there.values())))
        names[pk] = there[person]
    return names


def _free(ref: str, taken: set[str]) -> str:
    start = int(salted_hmac("reviews.discussion", ref).hexdigest(), 16) % len(LETTERS)
    turned = LETTERS[start:] + LETTERS[:start]
    free = (f"Reviewer {letter}" for letter in turned if f"Reviewer {letter}" not in taken)
    return next(free, f"Reviewer {len(taken) + 1}")
