"""What people typed into other systems as plain text: without tags, entities and control characters."""

import html
import re

TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|h[1-6]|sub|sup|code|pre|font|tt|blockquote)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def plain(text: str) -> str:
    """Tags that mark text go, line breaks stay; "a < b" and "<x>" are no tags and stay as they are."""
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if TAG.search(text):
        text = TAG.sub("", BREAK.sub("\n", text))
    if ENTITY.search(text):
        text = html.unescape(text)
    return text.replace("\xa0", " ").strip()


def line(text: str) -> str:
    """The same in one line."""
    return " ".join(plain(text).split())
