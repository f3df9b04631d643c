"""What people say about findings: the author's "false alarm", the handler's waiver. Both hold for the same bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Value

from submissions.accounts.models import User
from submissions.checking.models import Check, Note, Waiver
from submissions.checks import Finding, Report
from submissions.log.services import record
from submissions.papers.models import Paper

Mark = tuple[str, str]  # the SHA-256 of what was checked, and the finding's key


@dataclass(frozen=True)
class Marks:
    """Sentences by mark."""

    notes: Mapping[Mark, str] = field(default_factory=dict)
    waivers: Mapping[Mark, str] = field(default_factory=dict)


def marks_of(paper_id: int) -> Marks:
    """All that was said about one paper's findings, in one query."""
    notes = Note.objects.filter(paper=paper_id).values_list("sha256", "key", "sentence", Value(0))
    waivers = Waiver.objects.filter(paper=paper_id).values_list("sha256", "key", "reason", Value(1))
    said: tuple[dict[Mark, str], dict[Mark, str]] = {}, {}
    for sha256, key, words, which in notes.union(waivers, all=True):
        said[which][sha256, key] = words
    return Marks(*said)


def unanswered_alarms() -> QuerySet[Note]:
    """For a query over papers: what authors say against findings in the current file, and no handler has waived."""
    waiver = Waiver.objects.filter(paper=OuterRef("paper"), sha256=OuterRef("sha256"), key=OuterRef("key"))
    notes = Note.objects.filter(paper=OuterRef("pk"), sha256=OuterRef("current__sha256"))
    return notes.exclude(Exists(waiver))


def open_errors(paper_id: int, sha256: str, findings: Iterable[Finding]) -> int:
    """How many errors of a file nobody has waived; those that read as one count as one."""
    waived = set(Waiver.objects.filter(paper=paper_id, sha256=sha256).values_list("key", flat=True))
    return entries(each for each in findings if each.severity == "error" and each.key not in waived)


def entries(findings: Iterable[Finding]) -> int:
    """How many entries they make in a list that reads what one rule found on one page as one."""
    return len({heap(finding) for finding in findings})


def heap(finding: Finding) -> str:
    """Findings of the same heap read as one: the same rule, on the same page or in the same field."""
    place = finding.field or (f"page {finding.page}" if finding.page else finding.key)
    return f"{finding.rule}:{place}"


@transaction.atomic
def call_false_alarm(
    *, paper: Paper, findings: Sequence[Finding], sha256: str, sentence: str, by: User
) -> None:
    """Keep an author's sentence to the organizers about findings that read as one; saying it again replaces it."""
    for finding in findings:
        said = {"rule": finding.rule, "sentence": sentence, "by": by}
        Note.objects.update_or_create(paper=paper, sha256=sha256, key=finding.key, defaults=said)
    _record("finding.noted", paper, findings[0].rule, by)


@transaction.atomic
def waive(*, paper: Paper, findings: Sequence[Finding], sha256: str, reason: str, by: User) -> None:
    """From now on findings that read as one are nothing to fix. Their words stay on the page, with the reason."""
    _lock(paper)
    for finding in findings:
        why = {"rule": finding.rule, "reason": reason, "by": by}
        Waiver.objects.update_or_create(paper=paper, sha256=sha256, key=finding.key, defaults=why)
    _count_again(paper, sha256)
    _record("finding.waived", paper, findings[0].rule, by)


@transaction.atomic
def take_back(*, paper: Paper, findings: Sequence[Finding], sha256: str, by: User) -> None:
    """The findings count again."""
    _lock(paper)
    keys = [finding.key for finding in findings]
    if Waiver.objects.filter(paper=paper, sha256=sha256, key__in=keys).delete()[0]:
        _count_again(paper, sha256)
        _record("finding.unwaived", paper, findings[0].rule, by)


def follow(*, paper_id: int, sha256: str, before: Iterable[Finding], after: Sequence[Finding]) -> None:
    """What was said of a finding that a new engine puts elsewhere on its page goes along with the finding's words."""
    found = {finding.key for finding in after}
    now = {(finding.rule, finding.page, finding.text): finding.key for finding in reversed(after)}
    moved = [each for each in before if each.key not in found and (each.rule, each.page, each.text) in now]
    for finding in moved:
        key = now[finding.rule, finding.page, finding.text]
        for model in (Note, Waiver):
            said = model.objects.filter(paper=paper_id, sha256=sha256)
            if not said.filter(key=key).exists():
                said.filter(key=finding.key).update(key=key)


def _lock(paper: Paper) -> None:
    """A check that ends meanwhile waits, and then counts with what is written here."""
    Paper.objects.filter(pk=paper.pk).update(version=F("version"))


def _count_again(paper: Paper, sha256: str) -> None:
    for check in Check.objects.filter(version__paper=paper, version__sha256=sha256):
        check.errors = open_errors(paper.pk, sha256, Report.from_dict(check.report).findings)
        check.save(update_fields=["errors"])


def _record(verb: str, paper: Paper, rule: str, by: User) -> None:
    record(verb, workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, rule=rule)
