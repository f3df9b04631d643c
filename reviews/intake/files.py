"""PDFs, matched by the number in their names, and checked as every other one."""

import hashlib
from collections.abc import Iterator
from functools import partial

from django.core.files.base import ContentFile

from reviews.exchange import Entry
from reviews.intake.ground import Ground, Kinds
from reviews.intake.papers import WITHHELD
from reviews.intake.steps import Step, Verdict, same, skipped
from submissions.papers.services import store_version

WHAT = "PDFs"


def steps(ground: Ground) -> Iterator[Step]:
    for number, entry in sorted(ground.bundle.pdfs.items()):
        label, origin = entry.name, ground.origin(Kinds.PDF, str(number))
        foreign, paper = ground.bundle.papers.get(number), ground.papers.get(number)
        if paper is None and (foreign is None or foreign.is_deleted):
            yield skipped(WHAT, label, f"There is no paper #{number}.")
        elif paper is not None and paper.pk in ground.withheld:
            yield skipped(WHAT, label, WITHHELD)
        elif origin and origin.digest == entry.mark:
            yield same(WHAT, label)
        else:
            verdict = Verdict.CHANGED if origin else Verdict.NEW
            details = (("PDF", "an earlier one", f"this one, for #{number}"),) if origin else ()
            yield Step(
                WHAT, label, verdict, f"For #{number}", details, do=partial(_add, ground, number, entry)
            )


def _add(ground: Ground, number: int, entry: Entry) -> None:
    data, paper = entry.read(), ground.papers[number]
    if b"%PDF-" not in data[:1024]:
        raise ValueError(f"{entry.name} is no PDF. Take it out of the ZIP, or replace it.")
    sha256 = hashlib.sha256(data).hexdigest()
    if paper.current is None or paper.current.sha256 != sha256:
        name = entry.name.rsplit("/", 1)[-1]
        version = store_version(paper=paper, upload=ContentFile(data), sha256=sha256, by=ground.by, name=name)
        ground.brought.append(version.file.name)
    ground.remember(Kinds.PDF, str(number), entry.mark, paper)
