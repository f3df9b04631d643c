from django.db import transaction

from reviews.accepted.models import PublicPdfs
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.workshops.models import Workshop


@transaction.atomic
def show_pdfs(*, workshop: Workshop, which: str, by: User) -> None:
    """From now on the public list gives these PDFs; an empty `which` takes them off it."""
    if which:
        said = {"which": which, "by": by, "since": clock.now(workshop)}
        PublicPdfs.objects.update_or_create(workshop=workshop, defaults=said)
    else:
        PublicPdfs.objects.filter(workshop=workshop).delete()
    record("accepted.pdfs", workshop_id=workshop.pk, actor_id=by.pk, which=which or "none")
