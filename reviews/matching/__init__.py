"""Reviewer assignment: optimal in total, fair to the worst paper, explained pair by pair. Plain data, no Django."""

from reviews.matching.affinity import Expertise, affinities, percentiles
from reviews.matching.edges import Edges
from reviews.matching.edits import Alternate, Edit, alternates, edit
from reviews.matching.explain import Counterfactual, Explanation, Standing, difference, explain, standings
from reviews.matching.problem import Problem
from reviews.matching.result import Assignment, Breach, Idleness, Pair, Progress, Shortage
from reviews.matching.scores import Combined, Weights, combine
from reviews.matching.solver import frontier, solve
from reviews.matching.validation import faults

__all__ = [
    "Alternate",
    "Assignment",
    "Breach",
    "Combined",
    "Counterfactual",
    "Edges",
    "Edit",
    "Expertise",
    "Explanation",
    "Idleness",
    "Pair",
    "Problem",
    "Progress",
    "Shortage",
    "Standing",
    "Weights",
    "affinities",
    "alternates",
    "combine",
    "difference",
    "edit",
    "explain",
    "faults",
    "frontier",
    "percentiles",
    "solve",
    "standings",
]
