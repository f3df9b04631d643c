"""A plan as plain data: a worker makes it, the page shows it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reviews.intake.planning import Plan
from reviews.intake.steps import Group, Step

Shown = dict[str, Any]


def shown(plan: Plan) -> Shown:
    bundle = plan.bundle
    return {
        "system": bundle.system,
        "does_something": plan.does_something,
        "notes": bundle.notes,
        "faults": [{"place": fault.place, "words": fault.words} for fault in bundle.faults],
        "sheets": [
            {
                "file": each.file,
                "system": each.system,
                "table": each.table,
                "rows": each.rows,
                "columns": each.columns,
            }
            for each in bundle.sheets
        ],
        "scores": [{"label": source.label, "words": source.words} for source in plan.scores],
        "groups": [_group(group) for group in plan.groups],
    }


def digest(shown: Mapping[str, Any] | None) -> str:
    """Names what was seen, so that what is done is what was seen."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _group(group: Group) -> Shown:
    counts = {"new": group.new, "changed": group.changed, "same": group.same, "skipped": group.skipped}
    return {"what": group.what, **counts, "steps": [_step(step) for step in group.shown]}


def _step(step: Step) -> Shown:
    return {"label": step.label, "verdict": str(step.verdict), "why": step.why, "details": step.details}
