from submissions.jobs.registry import regularly
from submissions.papers import consents, expiry, private, services


@regularly
def send_closing_receipts() -> None:
    services.send_closing_receipts()


@regularly
def remind_of_private_links() -> None:
    private.remind()


@regularly
def remind_of_consents() -> None:
    consents.remind()


@regularly
def let_unconfirmed_drafts_go() -> None:
    expiry.expire()
