"""From texts to affinities with their reasons, by the site's own measure or by the host's."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string

from reviews.expertise.selectors import Texts
from reviews.matching import Expertise, affinities, percentiles
from reviews.matching.affinity import Similarity


@dataclass(frozen=True)
class Nearness:
    paper: int
    reviewer: int
    value: float
    cosine: float
    terms: list[str]
    nearest: str


def measure() -> Similarity | None:
    """A function of two lists of texts that the host set, such as one over an embedding model; None for our own."""
    path = settings.AFFINITY_SIMILARITY
    found: Similarity | None = import_string(path) if path else None
    return found


def nearness(texts: Texts) -> Iterator[Nearness]:
    """Every pair of a reviewer with a list and a submission. The terms are ours, whoever measured."""
    profiles, papers = [profile.texts for profile in texts.profiles], list(texts.submissions)
    submissions = list(texts.submissions.values())
    if not profiles or not papers:
        return
    expertise, own = Expertise(profiles, submissions), measure()
    table = own([text for profile in profiles for text in profile], submissions) if own else expertise.cosines
    cosines = affinities(profiles, submissions, similarity=lambda *_: table)
    values = percentiles(cosines)
    for row, profile in enumerate(texts.profiles):
        closest = np.argmax(table[expertise.spans[row]], axis=0)
        for column, paper in enumerate(papers):
            yield Nearness(
                paper=paper,
                reviewer=profile.reviewer,
                value=float(values[row, column]),
                cosine=float(cosines[row, column]),
                terms=expertise.shared_terms(row, column),
                nearest=profile.titles[int(closest[column])],
            )
