"""What reviewer-facing code gets instead of a paper: an object that has no authors to name."""

from dataclasses import dataclass

from submissions.papers.models import Paper
from submissions.papers.questions import Answered, answers_of


@dataclass(frozen=True)
class BlindPaper:
    """Made by `blind` alone. `blind_file` and the pages' pictures come from the sanitised copy."""

    pk: int
    number: int
    title: str
    abstract: str
    kind: str
    topics: tuple[str, ...]
    other_topic: str
    workshop_slug: str
    workshop_name: str
    is_withdrawn: bool
    version_id: int | None
    has_copy: bool
    answers: tuple[Answered, ...]

    @property
    def file_name(self) -> str:
        return f"{self.workshop_slug}-paper-{self.number}.pdf"


def blind(paper: Paper) -> BlindPaper:
    """The one place where a reviewer's view of a paper is made. Topics and current version should be prefetched."""
    current = paper.current
    return BlindPaper(
        pk=paper.pk,
        number=paper.number,
        title=paper.title,
        abstract=paper.abstract,
        kind=paper.kind.name if paper.kind else "",
        topics=tuple(topic.name for topic in paper.topics.all()),
        other_topic=paper.other_topic,
        workshop_slug=paper.workshop.slug,
        workshop_name=paper.workshop.name,
        is_withdrawn=paper.is_over,
        version_id=current.pk if current else None,
        has_copy=bool(current and current.blind_file),
        answers=tuple(answers_of(paper, for_reviewers=True)),
    )
