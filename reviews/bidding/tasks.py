from reviews.bidding import services
from submissions.jobs.registry import regularly


@regularly
def settle_ended_bidding() -> None:
    services.settle_ended()
