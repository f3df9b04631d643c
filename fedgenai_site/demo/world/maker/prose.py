"""Reads a file of prose and turns it into the blocks of a section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fedgenai_site.demo.world.maker.figures import Figures
from fedgenai_site.demo.world.maker.grammar import Grammar

PROSE = Path(__file__).parent.parent / "prose"
CLAIMS_AT_ONCE = 5
REPEATED_SHARE = 0.75

Block = dict[str, Any]


@dataclass
class Writer:
    """Writes the sections of one paper. `share` is the part of the optional sentences that it keeps."""

    grammar: Grammar
    figures: Figures
    share: float
    claims: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.claims = list(self.grammar.subject["claims"])

    def section(self, name: str) -> list[Block]:
        text = (PROSE / f"{name}.txt").read_text(encoding="utf-8")
        groups = [group.splitlines() for group in text.strip().split("\n\n")]
        return join_formulas([block for group in groups for block in self._group(group)])

    def _group(self, lines: list[str]) -> Iterator[Block]:
        head = lines[0]
        if head.startswith("@each "):
            for item in self.grammar.subject[head.removeprefix("@each ")]:
                yield from self._paragraph(lines[1:], {"item": item})
        elif head == "@claims":
            taken, self.claims = self.claims[:CLAIMS_AT_ONCE], self.claims[CLAIMS_AT_ONCE:]
            yield from _text(taken)
        elif head == "@steps":
            yield {"kind": "list", "items": self.grammar.subject["steps"]}
        elif head.startswith("! "):
            yield self.figures.make(head.removeprefix("! "))
        else:
            yield from self._paragraph(lines, {})

    def _paragraph(self, lines: list[str], bound: Mapping[str, str]) -> Iterator[Block]:
        level, _, title = lines[0].partition(" ")
        if level in {"=", "=="}:
            kind = "subsection" if level == "=" else "section"
            yield {"kind": kind, "text": self.grammar.expand(title, bound).rstrip(".")}
            lines = lines[1:]
        yield from _text(
            [self.grammar.sentence(line.removeprefix("+ "), bound) for line in self._kept(lines, bound)]
        )

    def _kept(self, lines: list[str], bound: Mapping[str, str]) -> list[str]:
        """Repeated groups keep less, so that they do not all say the same."""
        share = self.share * (REPEATED_SHARE if bound else 1)
        optional = [line for line in lines if not line.startswith("+ ")]
        chosen = self.grammar.dice.sample(optional, max(1, round(share * len(optional))))
        return [line for line in lines if line.startswith("+ ") or line in chosen]


def join_formulas(blocks: list[Block]) -> list[Block]:
    """A formula belongs to the sentence around it, so that the words after it are not indented."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else {}
        continues = block.get("kind") == "formula" or before.get("open")
        if continues and before.get("kind") == "paragraph" and block["kind"] in {"formula", "paragraph"}:
            before["text"] += " " + block["text"]
            before["open"] = block["kind"] == "formula"
        else:
            joined.append(block)
    return joined


def _text(sentences: list[str]) -> Iterator[Block]:
    text = " ".join(sentence for sentence in sentences if sentence)
    if text:
        yield {"kind": "paragraph", "text": text}
