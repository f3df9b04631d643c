"""Reviewer assignment: optimal in total, fair to the worst paper, explained pair by pair. Plain data, no Django."""

from reviews.matching.edges import Edges
from reviews.matching.edits import Alternate, Edit, alternates, edit
from reviews.matching.explain import Counterfactual, Explanation, Standing, difference, explain, standings
from reviews.matching.problem import Problem
from reviews.matching.result import Assignment, Breach, Idleness, Pair, Progress, Shortage
from reviews.matching.solver import solve
from reviews.matching.validation import faults

__all__ = [
    "Alternate",
    "Assignment",
    "Breach",
    "Counterfactual",
    "Edges",
    "Edit",
    "Explanation",
    "Idleness",
    "Pair",
    "Problem",
    "Progress",
    "Shortage",
    "Standing",
    "alternates",
    "difference",
    "edit",
    "explain",
    "faults",
    "solve",
    "standings",
]
