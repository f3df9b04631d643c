"""Where each accepted paper's final version stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from reviews.attendance.access import accepted_in
from reviews.camera.models import Agreement, Final, Stage
from submissions.accounts.models import User
from submissions.checking.shown import ShownFinding, folded, shown
from submissions.checks import Report
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Row:
    """`licence` is how it reads now; `agreement` may be to earlier words."""

    paper: Paper
    final: Final | None
    agreement: Agreement | None
    licence: str

    @property
    def missing(self) -> list[str]:
        """What the authors still owe, in a few words each."""
        words = []
        if self.final is None:
            words.append("the final PDF")
        elif self.final.errors:
            words.append(f"{self.final.errors} to fix in the PDF")
        return words if self.is_agreed else [*words, "the licence agreement"]

    @property
    def is_agreed(self) -> bool:
        return self.agreement is not None and self.agreement.words == self.licence

    @property
    def is_late(self) -> bool:
        return bool(self.missing)

    @property
    def is_being_checked(self) -> bool:
        return self.final is not None and self.final.report is None


def rows(workshop: Workshop, viewer: User | None = None) -> list[Row]:
    """By number, in four queries; of all papers, or of those that the viewer handles."""
    papers = accepted_in(workshop)
    if viewer is not None:
        papers = papers.filter(pk__in=handled_by(viewer, workshop).values("pk"))
    found = list(papers.select_related("agreement", "workshop").prefetch_related("authors"))
    finals, licence = newest_of(found), licence_of(workshop)
    return [Row(paper, finals.get(paper.pk), getattr(paper, "agreement", None), licence) for paper in found]


def row_of(paper: Paper, stage: Stage, final: Final | None) -> Row:
    return Row(paper, final, getattr(paper, "agreement", None), stage.licence)


def licence_of(workshop: Workshop) -> str:
    """As it reads now; empty where final versions are not asked for."""
    return Stage.objects.filter(workshop=workshop).values_list("licence", flat=True).first() or ""


def newest(paper: Paper) -> Final | None:
    return Final.objects.filter(paper=paper).first()


def newest_of(papers: Iterable[Paper]) -> dict[int, Final]:
    """By the paper's id."""
    rows = Final.objects.filter(paper__in=[paper.pk for paper in papers]).order_by("number")
    return {row.paper_id: row for row in rows}


def findings(final: Final | None) -> tuple[ShownFinding, ...]:
    if final is None or final.report is None:
        return ()
    return folded(shown(each) for each in Report.from_dict(final.report).findings)
