"""Rows as shapes. Who may have a row is `access`'s business."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reviews.accepted.selectors import AcceptedPaper
from reviews.api import shapes
from reviews.assignment.models import Assignment
from reviews.camera.models import Final
from reviews.decisions.models import Decision
from reviews.programme.selectors import Block, Plan
from reviews.reviewing import mine
from reviews.reviewing.criteria import SeenBy
from reviews.reviewing.models import Review
from reviews.reviewing.selectors import submitted
from submissions.papers.blind import BlindPaper, blind
from submissions.papers.models import Author, Paper, Version
from submissions.papers.questions import Answered, answers_of
from submissions.supplements.models import Supplement


def paper(row: Paper) -> shapes.Paper:
    return shapes.Paper(**_of_paper(row))


def paper_detail(row: Paper, url: str) -> shapes.PaperDetail:
    return shapes.PaperDetail(**_of_paper(row), language_models=row.llm_use, files=files_of(row, url))


def _of_paper(row: Paper) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "number": row.number,
        "seen_as": _side(row),
        "state": row.state,
        "call": row.call.slug,
        "title": row.title,
        "abstract": row.abstract,
        "kind": row.kind.name if row.kind else "",
        "topics": [topic.name for topic in row.topics.all()],
        "other_topic": row.other_topic,
        "answers": _answers(answers_of(row)),
        "submitted_at": row.submitted_at,
    }


def _side(row: Paper) -> shapes.SeenAs:
    return "author" if getattr(row, "is_own", False) else "handler"


def _answers(found: Iterable[Answered]) -> list[shapes.Answer]:
    return [shapes.Answer(question=each.words, answer=each.text) for each in found]


def files_of(row: Paper, url: str) -> list[shapes.File]:
    """Newest versions first; `url` is the paper's own."""
    files: list[shapes.File] = []
    for version in row.versions.all():
        files.append(_file("original", version, f"{url}/files/original/{version.ref}"))
        if version.blind_file and _side(row) == "handler":
            files.append(_file("blind", version, f"{url}/files/blind/{version.ref}"))
    files += [_file("final", final, f"{url}/files/final/{final.ref}") for final in row.finals.defer("report")]
    if found := getattr(row, "supplement", None):
        files.append(_file("supplement", found, f"{url}/files/supplement/{found.ref}"))
    return files


def _file(kind: str, row: Version | Final | Supplement, url: str) -> shapes.File:
    is_copy = kind == "blind"
    return shapes.File(
        kind=kind,  # type: ignore[arg-type] # one of the four
        version=getattr(row, "number", 1),
        size=None if is_copy else row.size,
        sha256=None if is_copy else row.sha256,
        uploaded_at=row.uploaded_at,
        url=url,
    )


def author(row: Author) -> shapes.Author:
    return shapes.Author(
        paper=row.paper.ref,
        number=row.paper.number,
        position=row.position,
        name=row.name,
        email=row.email,
        affiliation=row.affiliation,
        country=str(row.country),
        orcid=row.orcid,
    )


def review(row: Review, user_id: int) -> shapes.Review:
    """Of `access.reviews_for`."""
    said = submitted(row)
    side, circle, ref = "handler", SeenBy.ORGANIZERS, row.assignment.paper.ref
    if row.assignment.reviewer_id == user_id:
        side, ref = "reviewer", row.assignment.ref
    elif getattr(row, "is_own_paper", False):
        side, circle = "author", SeenBy.AUTHORS
    told = said.told_to(circle)
    return shapes.Review(
        paper=ref,
        number=row.assignment.paper.number,
        seen_as=side,  # type: ignore[arg-type] # one of the three
        reviewer=None if side == "author" else said.reviewer_name,
        submitted_at=None if side == "author" else said.submitted_at,
        scores=[shapes.Score(label=each.label, value=each.value, words=each.words) for each in told.scores],
        texts=[shapes.Text(label=each.label, text=str(each.text)) for each in told.texts],
    )


def decision(row: Decision) -> shapes.Decision:
    """Of `access.decisions_for`."""
    seat = getattr(row, "seat", None)
    is_handled = getattr(row, "is_handled", False)
    is_own = getattr(row, "is_own_paper", False)
    return shapes.Decision(
        paper=row.paper.ref if is_handled or is_own else str(seat),
        number=row.paper.number,
        seen_as="handler" if is_handled else "author" if is_own else "reviewer",
        outcome=row.outcome,  # type: ignore[arg-type] # the model's choices
        state=row.state,  # type: ignore[arg-type] # as above
        note=row.note if is_handled or is_own else None,
        aside=row.aside if is_handled else None,
        released_at=row.released_at,
    )


def assigned(row: Assignment, at: datetime, url: str, *, released: bool) -> shapes.Assigned:
    """Of `assignments_of`, with its review; `url` is its own."""
    own: Review | None = getattr(row, "review", None)
    window = mine.window(row, own, at, released=released)
    return _assigned(blind(row.paper), row.ref, own, window, url)


def _assigned(
    paper: BlindPaper, ref: str, own: Review | None, window: mine.Window, url: str
) -> shapes.Assigned:
    has_file = paper.has_copy and not paper.is_withdrawn
    return shapes.Assigned(
        ref=ref,
        number=paper.number,
        state="withdrawn" if paper.is_withdrawn else "submitted",
        title=paper.title,
        abstract=paper.abstract,
        kind=paper.kind,
        topics=list(paper.topics),
        other_topic=paper.other_topic,
        answers=_answers(paper.answers),
        due_at=window.due if window.is_open else None,
        review="submitted" if own and own.submitted_at else "begun" if own else "open",
        file=f"{url}/file" if has_file else None,
    )


def accepted(row: AcceptedPaper) -> shapes.Accepted:
    return shapes.Accepted(
        number=row.number,
        title=row.title,
        abstract=row.abstract,
        kind=row.kind,
        presentation=row.presentation,  # type: ignore[arg-type] # talk or poster
        authors=[shapes.ListedAuthor(name=each.name, affiliation=each.affiliation) for each in row.authors],
    )


def programme(plan: Plan) -> shapes.Programme:
    return shapes.Programme(zone=plan.programme.zone, sessions=[_session(block) for block in plan.blocks])


def _session(block: Block) -> shapes.Session:
    row = block.session
    slots = [
        shapes.Slot(
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            title=item.title,
            authors=list(item.authors),
            number=item.number,
        )
        for item in block.items
    ]
    return shapes.Session(
        kind=row.kind,  # type: ignore[arg-type] # the model's choices
        title=row.title,
        room=row.room,
        chair=row.chair,
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        slots=slots,
    )
