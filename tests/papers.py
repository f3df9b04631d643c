"""Whole papers for tests: submitted with authors, a small real PDF and its blind copy, or reviewed as well."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from reviews.models import Review
from submissions import clock
from submissions.checks.report import Report
from submissions.models import Check, Paper, User, Version, Workshop
from submissions.papers.conflicts import refresh_paper
from tests.factories import (
    AssignmentFactory,
    AuthorFactory,
    CheckFactory,
    PageFactory,
    PaperFactory,
    ReviewFactory,
    VersionFactory,
    answered,
)


def small_pdf(text: str = "A small paper.") -> bytes:
    """One US-letter page in Times with one line of ASCII text; about 600 bytes."""
    line = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    content = f"BT /F1 10 Tf 54 700 Td ({line}) Tj ET"
    box = "/MediaBox [0 0 612 792]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {box} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def complete_paper(
    workshop: Workshop,
    *authors: User,
    title: str = "",
    number: int | None = None,
    pdf: bytes | None = None,
    is_checked: bool = True,
    topics: Sequence[str] = (),
) -> Paper:
    """A submitted paper of these people, the first of whom began it; conflicts follow from its authors.

    Checked means: a check without findings, a blind copy, the picture of its page.
    """
    call = workshop.calls.get()
    number = number or workshop.last_paper_number + 1
    workshop.last_paper_number = max(number, workshop.last_paper_number)
    workshop.save(update_fields=["last_paper_number"])
    paper: Paper = PaperFactory.create(
        call=call,
        workshop=workshop,
        number=number,
        creator=authors[0],
        kind=call.kinds.first(),
        state=Paper.State.SUBMITTED,
        submitted_at=clock.now() - timedelta(days=1),
        only_here=True,
        in_person=True,
        **({"title": title} if title else {}),
    )
    for position, user in enumerate(authors, 1):
        AuthorFactory.create(
            paper=paper,
            position=position,
            name=user.name,
            email=user.email,
            affiliation=user.affiliation,
            user=user,
        )
    paper.topics.set(_topics(workshop, topics))
    add_version(paper, pdf or small_pdf(f"Paper {number}."), is_checked=is_checked)
    refresh_paper(paper)
    return paper


def add_version(paper: Paper, pdf: bytes, *, is_checked: bool = True) -> Version:
    """The paper's next version, which becomes the current one."""
    version: Version = VersionFactory.create(
        paper=paper,
        number=paper.versions.count() + 1,
        file=default_storage.save("papers/original.pdf", ContentFile(pdf)),
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
    paper.current = version
    paper.save(update_fields=["current"])
    if is_checked:
        mark_checked(version)
    return version


def mark_checked(version: Version) -> Check:
    """What a worker leaves behind when it found nothing."""
    with version.file.open() as original:
        version.blind_file.name = default_storage.save("papers/blind.pdf", ContentFile(original.read()))
    version.save(update_fields=["blind_file"])
    file = default_storage.save("papers/page.png", ContentFile(_blank_page()))
    PageFactory.create(
        version=version, file=file, width=85, height=110, text=f"Paper {version.paper.number}."
    )
    report = Report(
        sha256=version.sha256,
        checker="1",
        preset="fedgenai-2025",
        preset_version="1",
        status="done",
        pages=1,
        size=(612.0, 792.0),
        content_end=1,
    )
    check: Check = CheckFactory.create(version=version, report=report.to_dict())
    return check


@cache
def _blank_page() -> bytes:
    picture = BytesIO()
    Image.new("L", (85, 110), 255).save(picture, "PNG")
    return picture.getvalue()


def reviewed_paper(
    workshop: Workshop, *authors: User, reviewers: Sequence[User], overall: int = 4, title: str = ""
) -> Paper:
    """A complete paper with a submitted review by each of these reviewers."""
    paper = complete_paper(workshop, *authors, title=title)
    for reviewer in reviewers:
        add_review(paper, reviewer, overall=overall)
    return paper


def add_review(paper: Paper, reviewer: User, *, overall: int = 4, **answers: object) -> Review:
    """With the usual answers, but for these."""
    assignment = AssignmentFactory.create(paper=paper, reviewer=reviewer)
    review: Review = ReviewFactory.create(assignment=assignment, overall=overall, answers=answered(**answers))
    return review


def _topics(workshop: Workshop, names: Sequence[str]) -> list[int]:
    topics = [topic for area in workshop.topic_areas.all() for topic in area.topics.all()]
    return [topic.pk for topic in topics if topic.name in names] or [topic.pk for topic in topics[:1]]
