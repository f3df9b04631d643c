"""What a browser would post from the edit page."""

from io import BytesIO

from submissions.models import Paper, Workshop
from submissions.refs import new_ref
from tests.papers import small_pdf

ADA = {
    "name": "Ada Brightwater",
    "email": "ada@northfield.example",
    "affiliation": "Northfield",
    "country": "",
    "orcid": "",
}
BEN = {
    "name": "Ben Osei-Lund",
    "email": "ben@southmere.example",
    "affiliation": "Southmere",
    "country": "",
    "orcid": "",
}


def filled(workshop: Workshop, *authors: dict[str, str], **changes: object) -> dict[str, object]:
    """A complete form, ready to be posted; `changes` replace fields."""
    call = workshop.calls.get()
    rows = authors or (ADA,)
    columns = {f"author-{field}": [row[field] for row in rows] for field in ADA}
    return {
        "ref": new_ref(),
        "version": "0",
        "do": "save",
        "title": "Split Adapters for Quiet Clients",
        "abstract": "Clients that rarely answer still teach.",
        "kind": str(call.kinds.all()[0].pk),
        "topics": [str(workshop.topic_areas.all()[0].topics.all()[0].pk)],
        "other_topic": "",
        "only_here": "on",
        "in_person": "on",
        "llm_use": "",
        **columns,
        **changes,
    }


def as_saved(paper: Paper, workshop: Workshop, **changes: object) -> dict[str, object]:
    """The form as it would come back for this paper, at its present version."""
    return filled(workshop, **{"ref": paper.ref, "version": str(paper.version), **changes})


def pdf_file(data: bytes | None = None, name: str = "paper.pdf") -> BytesIO:
    file = BytesIO(small_pdf("Adapters.") if data is None else data)
    file.name = name
    return file
