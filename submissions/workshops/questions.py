"""The organizers' own questions on the submission form, as data of the workshop."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

MOST = 10
KINDS = {
    "text": "Text",
    "choice": "One of several answers",
    "tick": "A box to tick",
    "url": "A web address",
}


@dataclass(frozen=True)
class Question:
    """`key` names it for ever: papers keep their answers by it, also when it is no longer asked."""

    key: str
    words: str
    kind: str = "text"
    help: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    for_reviewers: bool = False
    in_exports: bool = True
    is_asked: bool = True

    @property
    def field(self) -> str:
        """The name of its field on the submission form."""
        return f"question_{self.key}"

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "choices": list(self.choices)}


def from_json(rows: Iterable[Mapping[str, Any]]) -> list[Question]:
    return [Question(**{**row, "choices": tuple(row.get("choices", ()))}) for row in rows]
