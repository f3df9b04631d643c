"""The accept list as JSON, version 1. New fields may come under the same version; none changes or goes.

`{"v": 1, "workshop": {slug, name}, "papers": [{number, title, abstract, authors: [{name, affiliation}], kind,
presentation}]}`. The organizers' has `contact: {name, email}`, `presenter`, `in_person` (open, yes, registered, visa,
cannot), `registration` and `last_change` (UTC) besides.
"""

import json
from collections.abc import Sequence

from reviews.accepted.selectors import AcceptedPaper
from submissions.workshops.models import Workshop

VERSION = 1


def as_json(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool) -> bytes:
    data = {
        "v": VERSION,
        "workshop": {"slug": workshop.slug, "name": workshop.name},
        "papers": [entry(paper, with_contacts=with_contacts) for paper in papers],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def entry(paper: AcceptedPaper, *, with_contacts: bool) -> dict[str, object]:
    public: dict[str, object] = {
        "number": paper.number,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": [{"name": author.name, "affiliation": author.affiliation} for author in paper.authors],
        "kind": paper.kind,
        "presentation": paper.presentation,
    }
    if not with_contacts:
        return public
    return {
        **public,
        "contact": {"name": paper.contact.name, "email": paper.contact.email},
        "presenter": paper.coming.presenter,
        "in_person": paper.coming.in_person,
        "registration": paper.coming.registration,
        "last_change": paper.last_change,
    }
