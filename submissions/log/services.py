from submissions.log.models import Entry


def record(
    verb: str,
    *,
    workshop_id: int | None = None,
    paper_id: int | None = None,
    actor_id: int | None = None,
    **data: object,
) -> Entry:
    """Add one line. A line about a paper is shown only to those who may see that paper."""
    return Entry.objects.create(
        verb=verb, workshop_id=workshop_id, paper_id=paper_id, actor_id=actor_id, data=data
    )
