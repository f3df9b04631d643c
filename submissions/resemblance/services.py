from django.db import transaction

from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.resemblance.models import Answer, Pair
from submissions.workshops.models import Workshop


@transaction.atomic
def answer(*, pair: Pair, workshop: Workshop, verdict: str, note: str, by: User) -> Answer:
    """It holds until the bytes of one of the papers change. The log line is the site's: a paper's would tell of the other."""
    said = {"verdict": verdict, "note": note, "by": by, "at": clock.now(workshop)}
    row, _ = Answer.objects.update_or_create(pair=pair, workshop=workshop, defaults=said)
    record("resemblance.answered", actor_id=by.pk, pair=pair.ref, verdict=verdict)
    return row
