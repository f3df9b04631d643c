r"""A small grammar of sentences: `<this|that>` is a choice, `{slot}` a word of the paper or a number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fedgenai_site.demo.world.maker.bibliography import Bibliography
from fedgenai_site.demo.world.maker.dice import Dice

Subject = Mapping[str, Any]
CHOICE = re.compile(r"<([^<>]*)>")
SLOT = re.compile(r"\{([^{}]*)\}")
A_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=app |operator|adapter)")
TRIES = 12


@dataclass
class Grammar:
    """Expands templates for one paper, and no sentence twice."""

    subject: Subject
    dice: Dice
    bibliography: Bibliography
    said: set[str] = field(default_factory=set)

    def sentence(self, template: str, bound: Mapping[str, str] | None = None) -> str:
        """A sentence that was not said before; empty when the template has no new one to give."""
        for _ in range(TRIES):
            text = self.expand(template, bound or {})
            if text not in self.said:
                self.said.add(text)
                return text
        return ""

    def expand(self, template: str, bound: Mapping[str, str]) -> str:
        chosen = CHOICE.sub(lambda match: self.dice.pick(match[1].split("|")), template)
        text = SLOT.sub(lambda match: bound.get(match[1]) or self._slot(match[1]), chosen)
        text = A_BEFORE_VOWEL.sub(r"\1n ", text)
        return text[:1].upper() + text[1:] if chosen.startswith("{") else text

    def _slot(self, slot: str) -> str:
        name, _, rest = slot.partition(" ")
        draw = self._draws().get(name)
        return draw(rest) if draw else self._word(name)

    def _draws(self) -> dict[str, Callable[[str], str]]:
        return {
            "cite": lambda _: self.bibliography.cite(),
            "cites": lambda _: self.bibliography.cite(self.dice.integer(2, 3)),
            "citet": lambda _: self.bibliography.cite_in_text(),
            "int": lambda rest: str(self.dice.integer(*map(int, rest.split()))),
            "dec": lambda rest: str(self.dice.decimal(*map(float, rest.split()))),
            "pick": lambda rest: self.dice.pick(rest.split("|")),
        }

    def _word(self, name: str) -> str:
        if name == "eachbaseline":
            return str(self.dice.pick(self.subject["baseline"]))
        if name.startswith("first"):
            return str(self.subject[name.removeprefix("first")][0])
        if name.startswith("other"):
            return str(self.subject[name.removeprefix("other")][1])
        value = self.subject[name]
        if isinstance(value, str):
            return value
        return str(self.dice.pick(value) if name in {"data", "factor"} else value[0])
