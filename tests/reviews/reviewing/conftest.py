"""One reviewer's assignment and the address of the review's page."""

import pytest
from django.urls import reverse

from reviews.assignment.models import Assignment
from submissions.models import Paper
from tests.personas import Persona

WORDS = {
    "novelty": "4",
    "quality": "3",
    "impact": "2",
    "overall": "4",
    "confidence": "5",
    "strengths": "The question is well put.",
    "weaknesses": "One data set only.",
    "questions": "",
    "to_organizers": "Borderline.",
}


@pytest.fixture
def assignment(reviewer: Persona, paper: Paper) -> Assignment:
    return Assignment.objects.get(paper=paper, reviewer=reviewer.user)


@pytest.fixture
def url(assignment: Assignment) -> str:
    return reverse("review", args=[assignment.paper.workshop.slug, assignment.ref])


@pytest.fixture
def typed() -> dict[str, str]:
    """A complete review as the first save of a fresh page."""
    return WORDS | {"version": "0"}
