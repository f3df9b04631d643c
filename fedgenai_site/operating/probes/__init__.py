"""Every probe of a live site, in the order in which a fault would explain the next one."""

import logging
from collections.abc import Iterator, Sequence
from functools import partial

from fedgenai_site.operating.probes import configuration, databases, machine, mail, network, pdfs, queue
from fedgenai_site.operating.probes.base import Answer, Probe, Verdict, fail

log = logging.getLogger(__name__)


def probes(letter_to: str = "", patience: float = queue.PATIENCE) -> list[Probe]:
    """All of them; with an address, the mail probe also sends a letter. `patience`: seconds that a worker may take."""
    return [
        configuration.secret_key,
        configuration.debug,
        configuration.hosts,
        configuration.https,
        databases.answers,
        databases.migrations,
        databases.journal,
        databases.clocks,
        queue.cache,
        queue.broker,
        partial(queue.workers, patience),
        machine.storage,
        machine.disk,
        network.proxy,
        partial(mail.server, letter_to),
        network.mail_records,
        mail.returned,
        pdfs.limits_in_force,
        pdfs.known_paper,
    ]


def examine(chosen: Sequence[Probe]) -> Iterator[Answer]:
    """Ask one after the other. A probe that breaks is a failure of its own and stops none of the others."""
    for probe in chosen:
        try:
            yield probe()
        except Exception as error:
            log.exception("a probe broke")
            yield fail(
                _name(probe), f"The probe broke: {error!r}.", "Read the log above; run the doctor again."
            )


def _name(probe: Probe) -> str:
    function = probe.func if isinstance(probe, partial) else probe
    return str(getattr(function, "__name__", "probe")).replace("_", " ")


__all__ = ["Answer", "Verdict", "examine", "probes"]
