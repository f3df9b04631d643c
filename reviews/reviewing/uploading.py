"""Forms that came back, held against what stands on the site: what taking each of them would do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reviews.assignment.models import Assignment
from reviews.reviewing import mine, offline, services
from reviews.reviewing.criteria import Criteria
from reviews.reviewing.forms import Answer, ReviewForm, Texts, answers
from reviews.reviewing.models import Questionnaire, Review
from submissions.papers.blind import BlindPaper, blind


@dataclass(frozen=True)
class Arrival:
    """`refusal` says why it cannot be taken; else `changes` is what it brings, `gaps` what it lacks to be submitted."""

    sheet: offline.Sheet
    paper: BlindPaper | None = None
    ref: str = ""
    version: int = 0
    refusal: str = ""
    changes: tuple[Answer, ...] = ()
    theirs: tuple[Answer, ...] = ()
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: Texts | None = None

    @property
    def is_complete(self) -> bool:
        return not self.refusal and not self.gaps

    @property
    def is_takable(self) -> bool:
        return not self.refusal and bool(self.changes)


@dataclass(frozen=True)
class Own:
    """One of the reviewer's papers, with its review and the form that it answers."""

    assignment: Assignment
    review: Review | None
    form: Questionnaire
    window: mine.Window

    @property
    def criteria(self) -> Criteria:
        return self.form.criteria


def owned(
    rows: Iterable[Assignment], current: Questionnaire, at: datetime, *, released: bool
) -> dict[str, Own]:
    """By ref. The rows come from `assignments_of`, with their reviews."""
    found = {}
    for row in rows:
        review: Review | None = getattr(row, "review", None)
        answered = review.questionnaire if review and review.submitted_at else current
        found[row.ref] = Own(row, review, answered, mine.window(row, review, at, released=released))
    return found


def arrivals(text: str, own: dict[str, Own], current: Questionnaire) -> list[Arrival]:
    """What is in an uploaded text. A form of a paper that is not one's own tells nothing but that."""
    refusal = "This form belongs to no paper that you review. It was not taken."
    return [
        _arrival(sheet, own[sheet.ref]) if sheet.ref in own else Arrival(sheet, refusal=refusal)
        for sheet in offline.read(text, lambda ref: own[ref].criteria if ref in own else current.criteria)
    ]


def _arrival(sheet: offline.Sheet, own: Own) -> Arrival:
    paper, version = blind(own.assignment.paper), own.review.version if own.review else 0
    saved = services.texts_of(own.review)
    texts = {key: value or saved.get(key, "") for key, value in sheet.texts.items()}
    refusal = "" if own.window.is_open else f"It cannot be taken: {own.window.reason}"
    moved_on = sheet.save != version and not services.is_same(saved, texts)
    return Arrival(
        sheet,
        paper=paper,
        ref=sheet.ref,
        version=version,
        refusal=refusal,
        changes=tuple(answers(own.criteria, texts, but_not=saved)),
        theirs=tuple(answers(own.criteria, saved, but_not=texts)) if moved_on else (),
        gaps=_gaps(own.criteria, texts),
        notes=tuple(_notes(sheet, own)),
        texts=texts,
    )


def _gaps(criteria: Criteria, texts: Texts) -> tuple[str, ...]:
    form = ReviewForm(criteria, texts, is_bound=True)
    return tuple(str(form.fields[key].label) for key in form.errors)


def _notes(sheet: offline.Sheet, own: Own) -> list[str]:
    notes = list(sheet.problems)
    if sheet.form != own.form.number:
        notes.append(
            f"The organizers have changed the form since you downloaded this one (form {sheet.form}; now {own.form.number}). What both ask is taken over."
        )
    notes += [f"No longer asked, and not taken: “{text[:80]}”" for text in sheet.left_over.values() if text]
    return notes
