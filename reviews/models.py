"""Gathers the rooms' models for Django; each is defined in its own room."""

from reviews.assignment.models import Assignment
from reviews.committee.models import Invitation
from reviews.decisions.models import Decision, Release
from reviews.reviewing.models import Review, ReviewRevision

__all__ = ["Assignment", "Decision", "Invitation", "Release", "Review", "ReviewRevision"]
