"""Document information and XMP, as plain strings."""

import html
import re

HOLDERS = "dc:creator|dc:contributor|dc:publisher|dc:rights|dc:title|pdf:Author|pdf:Title|xmpRights:Owner|photoshop:AuthorsPosition|photoshop:Credit|xmp:Author|meta:author|cc:attributionName"  # fmt: skip
ELEMENT = re.compile(rf"<({HOLDERS})(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
ATTRIBUTE = re.compile(rf"\b({HOLDERS})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
ITEM = re.compile(r"<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WHERE = re.compile(
    r"(?:file:/+|/home/|/Users/|[A-Za-z]:[\\/]+(?:Users|Documents and Settings)[\\/]+)[^<>\"'&\r\n]{1,200}"
)
LONGEST = 2_000_000


def xmp_values(data: bytes) -> list[tuple[str, str]]:
    """(property, value) of everything in an XMP packet that can name a person or a user's folder."""
    text = _decode(data[:LONGEST])
    found = [(m[1], value) for m in ELEMENT.finditer(text) for value in ITEM.findall(m[2]) or [m[2]]]
    found += [(m[1], m[2] or m[3]) for m in ATTRIBUTE.finditer(text)]
    found += [("path", m[0]) for m in WHERE.finditer(text)]
    plain = ((key, html.unescape(TAG.sub(" ", value)).strip()) for key, value in found)
    return list(dict.fromkeys((key, " ".join(value.split())) for key, value in plain if value))


def _decode(data: bytes) -> str:
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return data.decode("utf-8", errors="replace")
