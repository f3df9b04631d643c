from submissions.jobs.registry import regularly
from submissions.papers import services


@regularly
def send_closing_receipts() -> None:
    services.send_closing_receipts()
