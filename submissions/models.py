"""Gathers the rooms' models for Django; each is defined in its own room."""

from submissions.accounts.models import User
from submissions.checking.models import Check, Cleaning, Note, Page, Trial, Waiver
from submissions.conflicts.models import Alias, Bidding, Conflict, Rules, Tie
from submissions.jobs.models import Job
from submissions.log.models import Entry
from submissions.mail.models import Letter, LetterEvent, Mailing, OwnText
from submissions.papers.models import (
    Author,
    AuthorChange,
    AuthorConsent,
    AuthorLink,
    Handover,
    Paper,
    PrivateLink,
    Version,
)
from submissions.publications.models import Publication
from submissions.resemblance.models import Answer, Pair, Signature
from submissions.retention.models import Term
from submissions.sitetexts.models import SiteText
from submissions.supplements.models import Supplement
from submissions.workshops.models import (
    Call,
    Edition,
    Kind,
    Membership,
    PublicOrganizer,
    Topic,
    TopicArea,
    Workshop,
)

__all__ = [
    "Alias",
    "Answer",
    "Author",
    "AuthorChange",
    "AuthorConsent",
    "AuthorLink",
    "Bidding",
    "Call",
    "Check",
    "Cleaning",
    "Conflict",
    "Edition",
    "Entry",
    "Handover",
    "Job",
    "Kind",
    "Letter",
    "LetterEvent",
    "Mailing",
    "Membership",
    "Note",
    "OwnText",
    "Page",
    "Pair",
    "Paper",
    "PrivateLink",
    "PublicOrganizer",
    "Publication",
    "Rules",
    "Signature",
    "SiteText",
    "Supplement",
    "Term",
    "Tie",
    "Topic",
    "TopicArea",
    "Trial",
    "User",
    "Version",
    "Waiver",
    "Workshop",
]
