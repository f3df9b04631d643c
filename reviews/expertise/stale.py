"""Finds the workshops whose affinities were made from what is no longer so."""

from django.db.models import Exists, OuterRef

from reviews.expertise.models import Profiling
from reviews.expertise.selectors import fingerprint
from reviews.expertise.services import compare_soon
from submissions.publications.models import Publication
from submissions.workshops.models import Membership, Workshop


def recompare() -> int:
    """Returns how many workshops will be compared anew. Once decisions are out, nothing is."""
    listed = Publication.objects.filter(user=OuterRef("user"))
    reviews = Membership.objects.filter(
        Exists(listed), workshop=OuterRef("pk"), role=Membership.Role.REVIEWER
    )
    running = Workshop.objects.filter(Exists(reviews), releases=None)
    made_of = dict(Profiling.objects.values_list("workshop", "made_of"))
    wanted = [workshop for workshop in running if made_of.get(workshop.pk) != fingerprint(workshop)]
    for workshop in wanted:
        compare_soon(workshop)
    return len(wanted)
