"""How things get in and out in the demo: last year's bundle waits to be brought in, a script reads with a token."""

import io
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from fedgenai_site.demo.seed.cast import Cast
from reviews.api import services as tokens
from reviews.api.models import Scope
from reviews.intake import services as intake
from reviews.takeaway.catalogue import BY_NAME
from reviews.takeaway.sight import Sight
from submissions import clock
from submissions.models import Workshop

ARCHIVE = "fedgenai-pilot-easychair.zip"


def play(cast: Cast, workshop: Workshop, earlier: Workshop, *, now: datetime) -> None:
    lead = cast.users["organizer"]
    out = io.BytesIO()
    BY_NAME["easychair", "zip"].write(Sight(earlier), out)
    with clock.replaying(now - timedelta(hours=2)):
        intake.show(workshop=workshop, by=lead, files=[(ARCHIVE, ContentFile(out.getvalue()))])
        scopes = [Scope.PAPERS, Scope.DECISIONS]
        tokens.make(user=lead, name="Workshop statistics", scopes=scopes, good_for=timedelta(days=90))
