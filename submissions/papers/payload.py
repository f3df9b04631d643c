"""What an author has typed, as plain data: it survives as the paper's draft until the form is valid.

The author list comes as repeated fields (`author-name`, `author-email`, ...), so that its order is the order on the
page and moving a line needs no renumbering.
"""

import re
from typing import NotRequired, TypedDict

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict

from submissions.papers.models import Paper
from submissions.papers.questions import as_typed, typed_in

TEXTS = ("title", "abstract", "kind", "other_topic", "only_here", "in_person", "llm_use")
AUTHOR_FIELDS = ("name", "email", "affiliation", "country", "orcid", "rights")
MAX_AUTHORS = 60

AuthorRow = dict[str, str]


class Payload(TypedDict):
    """`missing` is worked out when a draft is kept, so that pages need not read the form again."""

    texts: dict[str, str]
    topics: list[str]
    authors: list[AuthorRow]
    missing: NotRequired[list[str]]


def empty(author: AuthorRow | None = None) -> Payload:
    return {"texts": {}, "topics": [], "authors": [author or first_row()]}


def contact_in(payload: Payload) -> str:
    """The address that stands for the paper: a contact's, else the first author's. Empty where it is none."""
    rows = sorted(payload["authors"], key=lambda row: row.get("rights") != "contact")
    address = next((row["email"] for row in rows if row["email"]), "").lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def blank_row() -> AuthorRow:
    return {**dict.fromkeys(AUTHOR_FIELDS, ""), "rights": "edit"}


def first_row() -> AuthorRow:
    return {**blank_row(), "rights": "contact"}


def from_post(post: QueryDict) -> Payload:
    columns = {field: post.getlist(f"author-{field}") for field in AUTHOR_FIELDS}
    count = min(len(columns["name"]), MAX_AUTHORS)
    rows = [{field: _at(columns[field], i).strip() for field in AUTHOR_FIELDS} for i in range(count)]
    for i, row in enumerate(rows):
        row["rights"] = row["rights"] or ("edit" if i else "contact")
    texts = {name: str(post[name]) for name in TEXTS if name in post} | typed_in(post)
    return {"texts": texts, "topics": post.getlist("topics"), "authors": rows}


def from_paper(paper: Paper) -> Payload:
    """The last complete state of a paper, as if it had just been typed."""
    texts = {
        "title": paper.title,
        "abstract": paper.abstract,
        "kind": str(paper.kind_id or ""),
        "other_topic": paper.other_topic,
        "llm_use": paper.llm_use,
        **({"only_here": "on"} if paper.only_here else {}),
        **({"in_person": "on"} if paper.in_person else {}),
        **as_typed(paper.answers),
    }
    rows = [{field: str(getattr(author, field)) for field in AUTHOR_FIELDS} for author in paper.authors.all()]
    return {
        "texts": texts,
        "topics": [str(t.pk) for t in paper.topics.all()],
        "authors": rows or [first_row()],
    }


def alike(one: Payload, other: Payload) -> bool:
    """Whether two payloads say the same, blanks and line endings aside."""
    return _plain(one) == _plain(other)


def rearranged(rows: list[AuthorRow], action: str, pasted: str = "") -> list[AuthorRow] | None:
    """Apply a button of the author list (`add`, `paste`, `up-2`, `down-2`, `remove-2`); None for any other button."""
    verb, _, index = action.partition("-")
    if action == "add":
        return [*rows, blank_row()]
    if action == "paste":
        return [row for row in rows if _is_filled(row)] + parse_authors(pasted)
    if verb not in {"up", "down", "remove"} or not index.isdecimal() or int(index) >= len(rows):
        return None
    i = int(index)
    if verb == "remove":
        return rows[:i] + rows[i + 1 :] or [blank_row()]
    j = i - 1 if verb == "up" else i + 1
    if not 0 <= j < len(rows):
        return rows
    moved = list(rows)
    moved[i], moved[j] = moved[j], moved[i]
    return moved


ADDRESS = re.compile(r"[<(]?\s*([^\s<>(),;]+@[^\s<>(),;]+\.[^\s<>(),;]+)\s*[>)]?")


def parse_authors(text: str) -> list[AuthorRow]:
    """One author a line (or between semicolons): a name, an address, an affiliation, in any usual notation."""
    rows = []
    for line in re.split(r"[;\n]+", text):
        match = ADDRESS.search(line)
        email = match.group(1) if match else ""
        rest = ADDRESS.sub(",", line)
        name, *affiliation = [
            part.strip() for part in re.split(r"[,\t(]", rest.replace(")", "")) if part.strip()
        ] or [""]
        if name or email:
            rows.append({**blank_row(), "name": name, "email": email, "affiliation": ", ".join(affiliation)})
    return rows[:MAX_AUTHORS]


def _plain(payload: Payload) -> tuple[object, ...]:
    texts = {name: text.replace("\r\n", "\n").strip() for name, text in payload["texts"].items()}
    rows = [{field: text.lower() for field, text in row.items()} for row in payload["authors"]]
    return {name: text for name, text in texts.items() if text}, sorted(payload["topics"]), rows


def _is_filled(row: AuthorRow) -> bool:
    return any(text for field, text in row.items() if field != "rights")


def _at(values: list[str], i: int) -> str:
    return values[i] if i < len(values) else ""
