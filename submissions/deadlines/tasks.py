from submissions.deadlines import services
from submissions.jobs.registry import regularly


@regularly
def remind_drafts() -> None:
    services.remind_drafts()
