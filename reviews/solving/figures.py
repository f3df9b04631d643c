"""The figures of a run, as plain values to be kept with it; people and papers by their ids."""

from typing import Any

import numpy as np

from reviews.matching import Assignment, Breach, Idleness, Shortage
from reviews.solving.facts import Facts
from reviews.solving.instance import Instance


def figures_of(instance: Instance, answer: Assignment, facts: Facts, *, seconds: float) -> dict[str, Any]:
    problem = instance.problem
    given = np.bincount([paper for _, paper in answer.pairs], minlength=problem.papers)
    return {
        "papers": problem.papers,
        "people": problem.reviewers,
        "served": int((given >= problem.needs).sum()),
        "places": int(problem.needs.sum()),
        "pairs": len(answer.pairs),
        "total": answer.total,
        "maximum": answer.maximum,
        "floor": answer.floor,
        "bound": answer.floor_bound,
        "target": answer.floor_target,
        "seconds": round(seconds, 3),
        "is_stopped": answer.stopped,
        "shortages": [_shortage(instance, each) for each in answer.unserved],
        "idle": [_idle(instance, each) for each in answer.idle],
        "breaches": [_breach(instance, each) for each in answer.breaches],
    }


def _shortage(instance: Instance, shortage: Shortage) -> dict[str, Any]:
    edges = instance.problem.edges
    open_to = sorted(set(edges.reviewer[np.isin(edges.paper, shortage.papers)].tolist()))
    return {
        "papers": [instance.papers[at] for at in shortage.papers],
        "people": [instance.reviewers[at] for at in open_to],
        "needed": shortage.needed,
        "free": shortage.free,
    }


def _idle(instance: Instance, idle: Idleness) -> dict[str, Any]:
    return {
        "people": [instance.reviewers[at] for at in idle.reviewers],
        "open": idle.open_papers,
        "needed": idle.needed,
        "free": idle.places,
    }


def _breach(instance: Instance, breach: Breach) -> dict[str, Any]:
    return {
        "quota": breach.quota,
        "paper": instance.papers[breach.paper],
        "people": [instance.reviewers[at] for at in breach.reviewers],
    }
