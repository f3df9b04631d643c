from reviews.timekeeping.digest import send_digests
from submissions.jobs.registry import regularly


@regularly
def digests() -> None:
    send_digests()
