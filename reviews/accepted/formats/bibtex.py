"""The accept list as BibTeX, in UTF-8 or with accents as LaTeX commands. Capitals and maths are protected."""

import re
from collections.abc import Sequence

from pylatexenc.latexencode import unicode_to_latex

from reviews.accepted.selectors import AcceptedPaper
from submissions.workshops.models import Workshop

MATHS = re.compile(r"(\$[^$]+\$)")
WORDS = re.compile(r"(\s+)")
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
AND = re.compile(r"\sand\s", re.IGNORECASE)


def as_bibtex(workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool = False) -> bytes:
    return "\n".join(_entry(workshop, paper, in_ascii=False) for paper in papers).encode()


def as_latex_bibtex(
    workshop: Workshop, papers: Sequence[AcceptedPaper], *, with_contacts: bool = False
) -> bytes:
    return "\n".join(_entry(workshop, paper, in_ascii=True) for paper in papers).encode()


def _entry(workshop: Workshop, paper: AcceptedPaper, *, in_ascii: bool) -> str:
    fields = {
        "title": titled(paper.title, in_ascii=in_ascii),
        "author": " and ".join(person(author.name, in_ascii=in_ascii) for author in paper.authors),
        "booktitle": titled(workshop.title, in_ascii=in_ascii),
        "address": escaped(workshop.place, in_ascii=in_ascii),
        "year": str(workshop.starts_on.year) if workshop.starts_on else "",
        "note": escaped(f"{workshop.name}, {paper.presentation} {paper.number}", in_ascii=in_ascii),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@inproceedings{{{workshop.slug}-{paper.number},\n{lines}}}\n"


def titled(text: str, *, in_ascii: bool) -> str:
    """Words with a capital stand in braces, which keep a style from writing them small; so does maths."""
    parts = MATHS.split(" ".join(text.split()))
    return "".join(
        f"{{{part}}}" if MATHS.fullmatch(part) else _protected(part, in_ascii=in_ascii) for part in parts
    )


def _protected(text: str, *, in_ascii: bool) -> str:
    words = WORDS.split(text)
    return "".join(
        f"{{{escaped(word, in_ascii=in_ascii)}}}"
        if word != word.lower()
        else escaped(word, in_ascii=in_ascii)
        for word in words
    )


def person(name: str, *, in_ascii: bool) -> str:
    """A single name, or one with a comma or an "and" in it, is one word to BibTeX by its braces."""
    text = escaped(" ".join(name.split()), in_ascii=in_ascii)
    return f"{{{text}}}" if " " not in name.strip() or "," in name or AND.search(name) else text


def escaped(text: str, *, in_ascii: bool) -> str:
    plain = "".join(SPECIAL.get(letter, letter) for letter in text)
    encoded: str = (
        unicode_to_latex(plain, non_ascii_only=True, unknown_char_warning=False) if in_ascii else plain
    )
    return encoded
