"""Gathers the rooms' models for Django; each is defined in its own room."""

from reviews.assignment.models import Assignment
from reviews.bidding.models import Bid
from reviews.committee.models import Invitation, Suggestion
from reviews.decisions.models import Capacity, Decision, Release
from reviews.expertise.models import Affinity, Profiling
from reviews.reviewing.models import Questionnaire, Reading, Report, Review, ReviewRevision

__all__ = [
    "Affinity",
    "Assignment",
    "Bid",
    "Capacity",
    "Decision",
    "Invitation",
    "Profiling",
    "Questionnaire",
    "Reading",
    "Release",
    "Report",
    "Review",
    "ReviewRevision",
    "Suggestion",
]
