"""Letters whose words a workshop may change: plain text with placeholders from a closed set.

A room says what each placeholder stands for, as a snippet of a template over the letter's context. What an organizer
types is never taken for a template: placeholders are filled in once, and nothing else happens to the text.
"""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.template import Context, Engine, Template

PLACEHOLDER = re.compile(r"\{([^{}\n]{0,60})\}")
BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")


@dataclass(frozen=True)
class Placeholder:
    """`source` is a snippet over the letter's context, `sample` what a page shows in its place."""

    words: str
    source: str
    sample: str

    @cached_property
    def _template(self) -> Template:
        return Engine.get_default().from_string("{% load tz ui %}" + self.source)

    def fill(self, context: Mapping[str, object]) -> str:
        return self._template.render(Context(dict(context), autoescape=False)).strip()


@dataclass(frozen=True)
class Editable:
    """A kind of letter. `needed` are placeholders without which it makes no sense; `hint` says when it goes out."""

    kind: str
    label: str
    hint: str
    placeholders: Mapping[str, Placeholder]
    needed: tuple[str, ...] = field(default=())

    @cached_property
    def standard(self) -> tuple[str, str]:
        """(subject, body) as the site words it."""
        names = [f"submissions/mail/{self.kind}.txt", f"reviews/mail/{self.kind}.txt"]
        text = Engine.get_default().select_template(names).source.strip()
        subject, _, body = text.partition("\n")
        return subject.removeprefix("Subject:").strip(), body.strip()

    def check(self, *texts: str) -> None:
        """Raise ValidationError with a sentence for each placeholder that is unknown or missing."""
        used = [name for text in texts for name in PLACEHOLDER.findall(text)]
        wrong = [self._unknown(name) for name in dict.fromkeys(used) if name not in self.placeholders]
        wrong += [
            f"This letter needs {{{name}}}: {self.placeholders[name].words}."
            for name in self.needed
            if name not in used
        ]
        if wrong:
            raise ValidationError(wrong)

    def _unknown(self, name: str) -> str:
        close = difflib.get_close_matches(name.lower(), self.placeholders, n=1, cutoff=0.7)
        meant = f" Did you mean {{{close[0]}}}?" if close else ""
        every = ", ".join(f"{{{known}}}" for known in self.placeholders)
        return f"{{{name}}} is no placeholder of this letter.{meant} There are {every}."

    def filled(self, text: str, context: Mapping[str, object]) -> str:
        return fill(text, lambda name: self.placeholders[name].fill(context))

    def sampled(self, text: str) -> str:
        return fill(text, lambda name: self.placeholders[name].sample)


def fill(text: str, value_of: Callable[[str], str]) -> str:
    """In one pass, so that braces in a value stay what they are. An empty value leaves no hole of blank lines."""
    filled = PLACEHOLDER.sub(lambda match: value_of(match[1]), text)
    return BLANK_LINES.sub("\n\n", filled)


registry: dict[str, Editable] = {}


def register(editable: Editable) -> Editable:
    registry[editable.kind] = editable
    return editable
