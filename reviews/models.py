"""Gathers the rooms' models for Django; each is defined in its own room."""

from reviews.accepted.models import PublicPdfs
from reviews.api.models import Token
from reviews.assignment.models import Assignment, Ban, Wanted
from reviews.attendance.models import Attendance, Inquiry
from reviews.bidding.models import Bid
from reviews.camera.models import Agreement, Final, Stage
from reviews.committee.models import Invitation, Suggestion
from reviews.decisions.models import Capacity, Decision, DeskRejection, Release
from reviews.discussion.models import Comment, Response, ResponseRound
from reviews.expertise.models import Affinity, Profiling
from reviews.host.models import Delivery, HostDate
from reviews.intake.models import Claim, Intake, IntakeFile, Origin
from reviews.personal.models import Copy, Erasure
from reviews.presets.models import Preview, Tried
from reviews.programme.models import Programme, Session, Slot
from reviews.reviewing.models import Questionnaire, Reading, Report, Review, ReviewRevision
from reviews.solving.models import Run
from reviews.thanks.models import Thanked
from reviews.timekeeping.models import Digest, Offer, Reminder, Standby, WorkingHours

__all__ = [
    "Affinity",
    "Agreement",
    "Assignment",
    "Attendance",
    "Ban",
    "Bid",
    "Capacity",
    "Claim",
    "Comment",
    "Copy",
    "Decision",
    "Delivery",
    "DeskRejection",
    "Digest",
    "Erasure",
    "Final",
    "HostDate",
    "Inquiry",
    "Intake",
    "IntakeFile",
    "Invitation",
    "Offer",
    "Origin",
    "Preview",
    "Profiling",
    "Programme",
    "PublicPdfs",
    "Questionnaire",
    "Reading",
    "Release",
    "Reminder",
    "Report",
    "Response",
    "ResponseRound",
    "Review",
    "ReviewRevision",
    "Run",
    "Session",
    "Slot",
    "Stage",
    "Standby",
    "Suggestion",
    "Thanked",
    "Token",
    "Tried",
    "Wanted",
    "WorkingHours",
]
