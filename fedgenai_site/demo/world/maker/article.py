"""One version of a paper as the data that the page template sets."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fedgenai_site.demo.world import Paper
from fedgenai_site.demo.world.maker.bibliography import Bibliography
from fedgenai_site.demo.world.maker.dice import Dice
from fedgenai_site.demo.world.maker.figures import Figures
from fedgenai_site.demo.world.maker.grammar import Grammar, Subject
from fedgenai_site.demo.world.maker.prose import Block, Writer

SUBJECTS = Path(__file__).parent.parent / "subjects"
OUTLINES = {
    "research": {
        "introduction": "Introduction",
        "related": "Related Work",
        "setting": "Setting",
        "method": "{method}",
        "analysis": "Analysis",
        "experiments": "Experiments",
        "results": "Results",
        "extended": "Further Experiments",
        "lessons": "Lessons from Running Federations",
        "discussion": "Discussion",
        "conclusion": "Conclusion",
        "settings": "Settings of All Runs",
    },
    "in-progress": {
        "introduction": "Introduction",
        "related": "Related Work",
        "setting": "Setting",
        "method": "{method}",
        "experiments": "Experiments so Far",
        "results": "First Results",
        "discussion": "Open Questions",
    },
    "position": {"position": ""},
}
# Sections that only longer papers have: the first, the first two, or all.
OPTIONAL = ("extended", "lessons", "settings")


@dataclass
class Article:
    """`blocks` come before the references, `appendix` after them."""

    title: str
    abstract: str
    blocks: list[Block]
    references: list[str]
    byline: list[str] = field(default_factory=lambda: ["Anonymous Submission"])
    metadata_author: list[str] = field(default_factory=list)
    paper: str = "us-letter"
    references_heading: bool = True
    figure_path: str = ""
    acknowledgements: list[Block] = field(default_factory=list)
    appendix: list[Block] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[dict[str, Any]]:
        return [block for block in self.blocks if block["kind"] == "paragraph"]

    @property
    def writable(self) -> list[dict[str, Any]]:
        """Paragraphs of words alone, to which a sentence can be added."""
        return [block for block in self.paragraphs if "$ " not in block["text"]]


def read_subject(paper: Paper) -> Subject:
    return tomllib.loads((SUBJECTS / f"{paper.number:02}.toml").read_text(encoding="utf-8"))


def write(paper: Paper, *, share: float, extras: int = 0) -> Article:
    """The clean article; `share` (0 to 1) is the part of the optional sentences that it keeps."""
    left_out = OPTIONAL[extras:]
    writer = make_writer(paper, share)
    subject = writer.grammar.subject
    blocks: list[Block] = []
    for name, title in OUTLINES[paper.kind].items():
        if name in left_out:
            continue
        if title:
            blocks.append({"kind": "section", "text": title.format(method=subject["method"])})
        blocks += writer.section(name)
    return Article(
        title=paper.title,
        abstract=paper.abstract,
        blocks=blocks,
        references=writer.grammar.bibliography.entries(),
    )


def appendix(paper: Paper) -> list[Block]:
    writer = make_writer(paper, 1)
    blocks: list[Block] = []
    for name, title in (("appendix", "A   Proof of Theorem 1"), ("settings", "B   Settings of All Runs")):
        blocks += [{"kind": "newpage"}, {"kind": "unnumbered", "text": title}, *writer.section(name)]
    return blocks


def make_writer(paper: Paper, share: float) -> Writer:
    subject = read_subject(paper)
    bibliography = Bibliography(Dice(f"references {paper.number}"))
    grammar = Grammar(subject, Dice(f"prose {paper.number}"), bibliography)
    return Writer(grammar, Figures(subject, Dice(f"figures {paper.number}")), share)
