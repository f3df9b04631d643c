"""What others see of the site: its proxy, and who may send mail in its name."""

from collections.abc import Callable
from email.utils import parseaddr
from http import HTTPStatus
from http.client import HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import dns.exception
import dns.resolver
from django.conf import settings

from fedgenai_site.checks import is_public
from fedgenai_site.operating.probes.base import Answer, fail, ok, warn

Records = Callable[[str], list[str]]
"""The TXT records of a name; raises DNSException when no resolver answers."""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def proxy() -> Answer:
    """Ask the site by its public address, as a visitor would."""
    if not is_public():
        return ok("proxy", "Not needed: the site is for this machine alone.")
    return asked(f"{settings.SITE_URL}/readyz")


def asked(address: str) -> Answer:
    request = Request(address, headers={"User-Agent": "doctor"})  # noqa: S310 - the operator's own address
    try:
        with build_opener(_Stay).open(request, timeout=10) as answer:
            return _judged(address, answer.status, answer)
    except HTTPError as error:
        return _judged(address, error.code, error)
    except (URLError, OSError) as error:
        words = f"Nobody answers at {address} from this machine: {getattr(error, 'reason', error)}."
        return warn(
            "proxy", words, "Look at the proxy and at the name's address; deploy/Caddyfile is an example."
        )


def _judged(address: str, status: int, answer: HTTPResponse | HTTPError) -> Answer:
    where = answer.headers.get("Location", "")
    if status == HTTPStatus.OK:
        return ok("proxy", f"{urlsplit(address).hostname} answers from outside the process.")
    if where == address:
        words = "The site redirects to itself: it does not learn that visitors came by https."
        return fail("proxy", words, "Let the proxy set X-Forwarded-Proto, and set BEHIND_PROXY=1.")
    if status == HTTPStatus.BAD_REQUEST:
        return fail(
            "proxy", "The site is asked by a name that it does not know.", "Let the proxy pass Host on."
        )
    if status in {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}:
        return fail(
            "proxy",
            f"The proxy reaches no web process ({status}).",
            "Start it: systemctl start fedgenai-web.",
        )
    remedy = "Look at the proxy's configuration; deploy/Caddyfile is an example."
    return warn("proxy", f"{address} answers {status}{f' to {where}' if where else ''}.", remedy)


def mail_records() -> Answer:
    """SPF and DMARC of the sender's domain. DKIM hangs on a selector that only a letter shows."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    if not is_public():
        return ok("mail records", "Not needed: letters stay on this machine.")
    return judged(domain, texts)


def judged(domain: str, records: Records) -> Answer:
    try:
        spf = [text for text in records(domain) if text.lower().startswith("v=spf1")]
        dmarc = [text for text in records(f"_dmarc.{domain}") if text.lower().startswith("v=dmarc1")]
    except dns.exception.DNSException as error:
        remedy = "Give the machine a resolver, or look the records up elsewhere."
        return warn("mail records", f"No resolver answers for {domain}: {error}.", remedy)
    if len(spf) > 1:
        return fail(
            "mail records", f"{domain} has {len(spf)} SPF records, and so none counts.", "Join them into one."
        )
    missing = [name for name, found in (("SPF", spf), ("DMARC", dmarc)) if not found]
    if missing:
        words = f"{domain} has no record for {' and '.join(missing)}: letters end in spam folders."
        example = (
            f'"v=spf1 include:YOUR-MAIL-SERVER -all" at {domain}, "v=DMARC1; p=quarantine" at _dmarc.{domain}'
        )
        return warn("mail records", words, f"Add TXT records, as in {example}.")
    words = f"{domain} has SPF and DMARC. For DKIM send a letter with --mail and read its headers."
    return ok("mail records", words)


def texts(name: str, resolver: dns.resolver.Resolver | None = None) -> list[str]:
    try:
        answer = (resolver or dns.resolver.Resolver()).resolve(name, "TXT")
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    return ["".join(part.decode("utf-8", "replace") for part in row.strings) for row in answer]
