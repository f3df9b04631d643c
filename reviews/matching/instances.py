"""Instances as `.npz` files: paper, reviewer, score (one entry a permitted pair), demand, load_max, load_min."""

from collections.abc import Collection
from pathlib import Path
from zipfile import is_zipfile

import numpy as np

from reviews.matching.edges import Edges
from reviews.matching.problem import Problem


def load(path: Path, *, locked: Collection[tuple[int, int]] = ()) -> Problem:
    """Raises ValueError and KeyError, saying what is wrong with the file."""
    if path.is_file() and not is_zipfile(path):
        raise ValueError("this is no .npz file")
    with np.load(path) as file:
        edges = Edges(file["reviewer"], file["paper"], file["score"])
        demand, most, least = (file[name].tolist() for name in ("demand", "load_max", "load_min"))
    return Problem(len(most), len(demand), edges, demand, most, least, locked=locked)


def save(path: Path, problem: Problem) -> None:
    edges = problem.edges
    np.savez_compressed(
        path,
        paper=edges.paper.astype(np.int32),
        reviewer=edges.reviewer.astype(np.int32),
        score=edges.score.astype(np.float32),
        demand=problem.needs.astype(np.int16),
        load_max=problem.most.astype(np.int16),
        load_min=problem.least.astype(np.int16),
    )
