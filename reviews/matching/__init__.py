"""Reviewer assignment: optimal in total, fair to the worst paper, explained pair by pair. Plain data, no Django."""

from reviews.matching.edges import Edges
from reviews.matching.problem import Problem
from reviews.matching.result import Assignment, Breach, Idleness, Pair, Progress, Shortage
from reviews.matching.solver import solve

__all__ = ["Assignment", "Breach", "Edges", "Idleness", "Pair", "Problem", "Progress", "Shortage", "solve"]
