from dataclasses import dataclass

from reviews.decisions.models import Decision


@dataclass(frozen=True)
class Outcome:
    """A released decision, as the paper's authors read it."""

    words: str
    note: str


def released_outcome(paper_id: int) -> Outcome | None:
    decision = Decision.objects.filter(paper_id=paper_id, state=Decision.State.RELEASED).first()
    return Outcome(words=decision.get_outcome_display(), note=decision.note) if decision else None
