from submissions.jobs.models import Job


def latest(kind: str, object_id: int) -> Job | None:
    return Job.objects.filter(kind=kind, object_id=object_id).order_by("-pk").first()
