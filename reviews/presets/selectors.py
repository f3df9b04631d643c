"""What other rules would do to the papers that are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from reviews.presets.models import Preview, Tried
from reviews.presets.services import KIND, papers_of
from submissions.accounts.models import User
from submissions.checking.models import Check
from submissions.checking.selectors import ShownFinding, latest_checks, shown
from submissions.checks import Report
from submissions.checks.presets import Preset
from submissions.jobs import selectors as ledger
from submissions.jobs.models import Job
from submissions.papers.models import Paper
from submissions.workshops.models import Call

WORDS = {
    "label": "in a sentence",
    "content_pages": "pages of content",
    "total_pages": "pages in all",
    "least_pages": "fewest pages",
    "end_matter": "may follow the content",
    "appendix": "appendix after the content",
    "floats": "figures on reference pages",
    "paper": "paper size",
    "columns": "columns",
    "body_pt": "body type",
    "leading_pt": "line distance",
    "text_box": "text area",
    "first_page_top": "top of page 1",
    "fonts": "typefaces",
    "template_version": "template version",
    "language": "language",
    "blind": "review",
    "allowed_links": "allowed links",
    "severities": "single rules",
}


@dataclass(frozen=True)
class Difference:
    """One field of the rules, as it is and as it would be."""

    words: str
    before: str
    after: str


def differences(before: Preset, after: Preset) -> list[Difference]:
    return [
        Difference(WORDS[each.name], _plain(getattr(before, each.name)), _plain(getattr(after, each.name)))
        for each in fields(Preset)
        if each.name in WORDS and getattr(before, each.name) != getattr(after, each.name)
    ]


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{rule} {level}" for rule, level in sorted(value.items())) or "as shipped"
    if isinstance(value, tuple):
        return ", ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in value) or "none"
    return (
        f"{value:g}"
        if isinstance(value, float)
        else str(value or "no limit" if value is None else value or "any")
    )


@dataclass(frozen=True)
class Changed:
    """A paper of which the check would say something else: findings that come and findings that go."""

    paper: Paper
    new: Sequence[ShownFinding]
    gone: Sequence[ShownFinding]

    @property
    def is_worse(self) -> bool:
        return any(each.finding.severity == "error" for each in self.new)

    @property
    def order(self) -> tuple[bool, bool, int]:
        return (
            not self.is_worse,
            not any(each.finding.severity == "error" for each in self.gone),
            self.paper.number,
        )


@dataclass(frozen=True)
class Effect:
    """How far a preview is, and what it shows until now. `worse` papers would get an error, `better` ones lose all new."""

    preview: Preview
    total: int
    tried: int
    papers: Sequence[Changed]
    is_broken: bool = False

    @property
    def is_settled(self) -> bool:
        return self.is_broken or self.tried >= self.total

    @property
    def share(self) -> int:
        return 100 * self.tried // max(self.total, 1)

    @property
    def worse(self) -> int:
        return sum(each.is_worse for each in self.papers)

    @property
    def better(self) -> int:
        return sum(
            not each.is_worse and any(g.finding.severity == "error" for g in each.gone)
            for each in self.papers
        )

    @property
    def same(self) -> int:
        return self.tried - len(self.papers)


def effect_of(call: Call, by: User) -> Effect | None:
    """None where nothing is being tried. Over the papers that this person handles now."""
    preview = Preview.objects.filter(call=call, by=by).first()
    if preview is None:
        return None
    papers = list(papers_of(call, by).select_related("current").order_by("number"))
    rows = Tried.objects.filter(
        preview=preview, rules=preview.asks.version, version__in=[p.current_id for p in papers]
    )
    tried = {row.version_id: Report.from_dict(row.report) for row in rows}
    now = _reports(call, by)
    found = [
        each
        for paper in papers
        if paper.current_id in tried
        and (each := _compare(paper, now.get(paper.pk), tried[paper.current_id or 0]))
    ]
    job = ledger.latest(KIND, preview.pk)
    broken = job is None or job.state == Job.State.FAILED
    return Effect(
        preview, len(papers), len(tried), sorted(found, key=lambda each: each.order), is_broken=broken
    )


def _reports(call: Call, by: User) -> dict[int, Report]:
    checks = latest_checks(papers_of(call, by))
    full = dict(
        Check.objects.filter(pk__in=[check.pk for check in checks.values()]).values_list("pk", "report")
    )
    return {paper: Report.from_dict(full[check.pk]) for paper, check in checks.items()}


def _compare(paper: Paper, now: Report | None, then: Report) -> Changed | None:
    """By rule and severity: that the same error stands a page earlier is no news."""
    before = {(each.rule, each.severity): each for each in reversed(now.findings if now else ())}
    after = {(each.rule, each.severity): each for each in reversed(then.findings)}
    new = [shown(after[key]) for key in after if key not in before]
    gone = [shown(before[key]) for key in before if key not in after]
    return Changed(paper, new, gone) if new or gone else None
