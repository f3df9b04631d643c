"""One thing that wants an organizer today."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 12


@dataclass(frozen=True)
class Question:
    """`badge` is how many of what; `title` says it in a sentence, `detail` names them."""

    tone: str
    badge: str
    title: str
    detail: str
    url: str
    label: str
    posts: str = ""
    """Where the button posts; `url` is then the page to look at first."""
    done: str = ""
    """Where it is marked as dealt with."""


def some(numbers: Sequence[int]) -> str:
    """Papers by number, and how many more there are."""
    words = ", ".join(f"#{number}" for number in numbers[:SHOWN])
    return f"{words} and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else words
