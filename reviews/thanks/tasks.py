from reviews.thanks.services import send_thanks
from submissions.jobs.registry import regularly


@regularly
def thanks() -> None:
    send_thanks()
