"""What stands beside the fields while somebody writes: how many words, hints, and how it will read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.template.loader import render_to_string

from reviews.reviewing.criteria import Criteria, Criterion, SeenBy
from reviews.reviewing.forms import Answer, ReviewForm, Texts, answers
from reviews.reviewing.hints import Hint, hints
from submissions.accounts.models import User


@dataclass(frozen=True)
class Beside:
    """What is said under one text while it is written."""

    key: str
    words: int
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True)
class Line:
    """A field of the form, with what stands under it; `is_first_text` opens the texts."""

    field: BoundField
    beside: Beside | None
    is_first_text: bool = False


@dataclass(frozen=True)
class Draft:
    """A review as it is being typed, by whom, over what the blind copy says."""

    criteria: Criteria
    texts: Texts
    writer: User
    known: str = ""

    @property
    def beside(self) -> dict[str, Beside]:
        return {each.key: self._beside(each) for each in self.criteria.texts}

    @property
    def hinted(self) -> list[Beside]:
        return [beside for beside in self.beside.values() if beside.hints]

    @property
    def preview(self) -> list[Answer]:
        """As the authors will read it."""
        return answers(self.criteria.seen_by(SeenBy.AUTHORS), self.texts)

    def _beside(self, criterion: Criterion) -> Beside:
        text = self.texts.get(criterion.key, "")
        leaves = criterion.seen_by != SeenBy.ORGANIZERS
        found = hints(text, self.writer, known=self.known) if leaves else ()
        return Beside(criterion.key, len(text.split()), found)


def lines(form: ReviewForm, draft: Draft) -> list[Line]:
    beside, first = draft.beside, next((each.key for each in draft.criteria.texts), "")
    return [Line(form[key], beside.get(key), key == first) for key in draft.criteria.keys]


def parts(draft: Draft) -> Mapping[str, str]:
    """Pieces of the page by their id, for a page that saves itself."""
    found = {f"beside-{key}": _drawn("beside", {"beside": each}) for key, each in draft.beside.items()}
    return {**found, "preview": _drawn("answers", {"answers": draft.preview})}


def _drawn(piece: str, context: Mapping[str, object]) -> str:
    return render_to_string(f"reviews/reviewing/{piece}.html", dict(context))


def known_text(texts: Iterable[str]) -> str:
    """What the paper itself says, to tell its terms from names."""
    return " ".join(" ".join(texts).split())
