"""From an address to the institution behind it: the registrable domain, sub-domains folded."""

from collections.abc import Iterable
from functools import cache

from publicsuffixlist import PublicSuffixList

# Providers whose addresses say nothing about where somebody works.
FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com"),
        *(
            "ymail.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "aol.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "web.de",
        ),
        *(
            "proton.me",
            "protonmail.com",
            "mail.com",
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "qq.com",
            "163.com",
        ),
        *("126.com", "foxmail.com", "sina.com", "naver.com", "zoho.com", "fastmail.com", "posteo.de"),
        *("mailbox.org", "t-online.de"),
    }
)
# Reserved by RFC 2606: addresses in examples.
EXAMPLES = frozenset({"example.org", "example.com", "example.net"})


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def institution_of(address: str) -> str | None:
    """`a.b@cs.northfield.ac.uk` -> `northfield.ac.uk`; None for free mail and for reserved example domains."""
    domain = address.rpartition("@")[2].lower().strip(".")
    registrable: str | None = _suffixes().privatesuffix(domain)
    return None if registrable in FREE_MAIL | EXAMPLES else registrable


def institutions_of(addresses: Iterable[str]) -> set[str]:
    return {place for address in addresses if (place := institution_of(address))}
