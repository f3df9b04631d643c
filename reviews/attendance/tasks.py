from reviews.attendance import services
from submissions.jobs.registry import regularly


@regularly
def remind_in_time() -> None:
    services.remind_in_time()
