"""The Celery application of an older release: it knows nothing of the doctor's kinds."""

from celery.signals import import_modules

from fedgenai_site.celery import app

__all__ = ["app"]


@import_modules.connect(weak=False)
def forget_the_doctor(**_: object) -> None:
    """After the rooms' tasks have been imported, as receivers are called in their order."""
    from submissions.jobs.registry import handlers

    for kind in [kind for kind in handlers if kind.endswith(".ping")]:
        del handlers[kind]
