"""The doctor outside: a proxy that says too little, and who may send mail in the domain's name."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import BaseRequestHandler, UDPServer

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from fedgenai_site.operating.memory import judged as jobs_for
from fedgenai_site.operating.probes import network
from fedgenai_site.operating.probes.base import Verdict
from tests.services import free_port

ZONE = {
    "good.example.": ['"v=spf1 include:mail.example -all"', '"something=else"'],
    "_dmarc.good.example.": ['"v=DMARC1; p=quarantine"'],
    "half.example.": ['"v=spf1 -all"'],
    "twice.example.": ['"v=spf1 -all"', '"v=spf1 a -all"'],
}


class Names(BaseRequestHandler):
    """A name server with one zone."""

    def handle(self) -> None:
        data, socket = self.request
        query = dns.message.from_wire(data)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        name = query.question[0].name.to_text()
        if name in ZONE:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *ZONE[name]))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        socket.sendto(answer.to_wire(), self.client_address)


@pytest.fixture(scope="module")
def resolver() -> Iterator[dns.resolver.Resolver]:
    with UDPServer(("127.0.0.1", 0), Names) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        one = dns.resolver.Resolver(configure=False)
        one.nameservers, one.port = ["127.0.0.1"], server.server_address[1]
        yield one
        server.shutdown()


@pytest.mark.parametrize(
    ("domain", "verdict", "words"),
    [
        ("good.example", Verdict.OK, "SPF and DMARC"),
        ("half.example", Verdict.WARN, "no record for DMARC"),
        ("none.example", Verdict.WARN, "no record for SPF and DMARC"),
        ("twice.example", Verdict.FAIL, "2 SPF records"),
    ],
)
def test_records_are_read_and_missing_ones_named(
    resolver: dns.resolver.Resolver, domain: str, verdict: Verdict, words: str
) -> None:
    answer = network.judged(domain, lambda name: network.texts(name, resolver))

    assert (answer.verdict, words in answer.words) == (verdict, True)
    assert bool(answer.remedy) == (verdict != Verdict.OK)


def test_a_machine_without_a_resolver_is_told_so() -> None:
    nobody = dns.resolver.Resolver(configure=False)
    nobody.nameservers, nobody.port, nobody.lifetime = ["127.0.0.1"], free_port(), 0.2

    answer = network.judged("good.example", lambda name: network.texts(name, nobody))

    assert answer.verdict == Verdict.WARN
    assert "No resolver answers" in answer.words


class Site(BaseHTTPRequestHandler):
    """Answers by the first part of the path: a status, or `loop`."""

    def do_GET(self) -> None:
        what = self.path.split("/")[1]
        self.send_response(301 if what == "loop" else int(what))
        if what == "loop":
            self.send_header("Location", f"http://{self.headers['Host']}{self.path}")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "verdict", "remedy"),
    [
        ("200", Verdict.OK, ""),
        ("loop", Verdict.FAIL, "X-Forwarded-Proto"),
        ("400", Verdict.FAIL, "pass Host"),
        ("502", Verdict.FAIL, "systemctl start"),
        ("404", Verdict.WARN, "deploy/Caddyfile"),
    ],
)
def test_a_wrong_proxy_is_told_by_its_answer(site: str, path: str, verdict: Verdict, remedy: str) -> None:
    answer = network.asked(f"{site}/{path}")

    assert answer.verdict == verdict
    assert remedy in answer.remedy


def test_nobody_at_the_address_is_a_warning() -> None:
    answer = network.asked(f"http://127.0.0.1:{free_port()}/readyz")

    assert (answer.verdict, "Nobody answers" in answer.words) == (Verdict.WARN, True)


@pytest.mark.parametrize(
    ("megabytes", "processors", "jobs"), [(500, 1, 1), (1000, 2, 1), (2000, 2, 4), (64_000, 4, 8)]
)
def test_as_many_jobs_run_as_fit_the_memory(megabytes: int, processors: int, jobs: int) -> None:
    assert jobs_for(megabytes, processors) == jobs
