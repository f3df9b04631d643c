"""What affinities are made from: the reviewers' own papers, and the submissions with their text."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from submissions.accounts.models import User
from submissions.checking.models import Page
from submissions.papers.models import Paper
from submissions.publications.models import Publication
from submissions.workshops.models import Membership, Workshop

LONGEST = 60_000


@dataclass(frozen=True)
class Profile:
    reviewer: int
    titles: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    """`submissions`: from a paper's id to its title, abstract and full text, as far as a worker has read the PDF."""

    profiles: Sequence[Profile]
    submissions: dict[int, str]


def publications_of(user: User) -> QuerySet[Publication]:
    return Publication.objects.filter(user=user)


def texts_of(workshop: Workshop) -> Texts:
    works: dict[int, list[Publication]] = defaultdict(list)
    for work in _publications(workshop):
        works[work.user_id].append(work)
    profiles = [
        Profile(
            reviewer,
            tuple(work.title for work in mine),
            tuple(f"{work.title}\n{work.text}"[:LONGEST] for work in mine),
        )
        for reviewer, mine in sorted(works.items())
    ]
    papers = list(_papers(workshop).only("pk", "title", "abstract", "current_id"))
    pages: dict[int, list[str]] = defaultdict(list)
    rows = Page.objects.filter(version__in=[paper.current_id for paper in papers if paper.current_id])
    for version, text in rows.order_by("version", "number").values_list("version_id", "text"):
        pages[version].append(text)
    return Texts(
        profiles,
        {
            paper.pk: "\n".join([paper.title, paper.abstract, *pages[paper.current_id or 0]])[:LONGEST]
            for paper in papers
        },
    )


def fingerprint(workshop: Workshop) -> str:
    """Changes with anything that affinities are made from. Two queries."""
    papers = _papers(workshop).values_list("pk", "version", "current_id", "current__blind_file")
    works = _publications(workshop).values_list("pk", "added_at")
    parts = [settings.AFFINITY_SIMILARITY, *map(str, papers), *map(str, works)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _papers(workshop: Workshop) -> QuerySet[Paper]:
    return Paper.objects.filter(workshop=workshop, state=Paper.State.SUBMITTED).order_by("pk")


def _publications(workshop: Workshop) -> QuerySet[Publication]:
    reviews = Membership.objects.filter(
        workshop=workshop, user=OuterRef("user"), role=Membership.Role.REVIEWER
    )
    return Publication.objects.filter(Exists(reviews), file="").order_by("pk")
