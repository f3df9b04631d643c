"""The anonymity rules over what an author types and a reviewer sees: title, abstract, answers. Pure and quick, no PDF."""

from collections.abc import Iterator, Mapping, Sequence

from submissions.checks.identity import Known
from submissions.checks.presets import Preset
from submissions.checks.report import Author, Finding, Severity, arrange, quote
from submissions.checks.rules import RULES, judged
from submissions.checks.rules.contact import addresses
from submissions.checks.rules.links import ARXIV, URL, Found, allowed, personal, risky
from submissions.checks.rules.wording import institutions
from submissions.checks.text import fold

Told = Iterator[tuple[str, Severity, str, str]]  # rule, severity, words, the matched text


def check_fields(
    fields: Mapping[str, str], *, preset: Preset, authors: Sequence[Author] = ()
) -> list[Finding]:
    """AN-002, 008, 009, 010 and 012 over the values; each finding's `field` is the key of the value it stands in."""
    if preset.blind != "double":
        return []
    known = Known(authors)
    found = [
        Finding(number, severity, message, RULES[number].fix, text=quote(text), field=name)
        for name, value in fields.items()
        for number, severity, message, text in _told(value, preset, known)
    ]
    return list(arrange(judged(found, preset)))


def _told(value: str, preset: Preset, known: Known) -> Told:
    for match in addresses(value):
        yield "AN-002", "error", f"The text holds the address '{match[0]}'.", match[0]
    yield from _links(value, preset)
    for words, severity in institutions(value):
        yield "AN-010", severity, f"The text names an institution: '{words}'.", words
    seen: set[str] = set()
    for author, start, end in known.find(value):
        if author.name not in seen:
            seen.add(author.name)
            yield (
                "AN-012",
                "error",
                f"The text names an author of this submission: '{author.name}'.",
                fold(value)[start:end],
            )


def _links(value: str, preset: Preset) -> Told:
    for match in URL.finditer(value):
        link = Found(match[0].rstrip(".,;:"), value[: match.start()][-110:], value[match.end() :][:110])
        if allowed(link.url, preset):
            continue
        # In an abstract or an answer a link to an account is the authors' own unless it is said to be another's.
        if personal(link.url) and not link.others:
            yield "AN-008", "error", f"The text links to '{link.url[:80]}'.", link.url
        elif risky(link.url) or (ARXIV.search(link.url) and link.own):
            yield (
                "AN-009",
                "error" if link.own else "warning",
                f"The text links to '{link.url[:80]}'.",
                link.url,
            )
