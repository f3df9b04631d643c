"""Other systems' files in and out, as plain data. Pure: no Django, no database.

`read(entries)` recognises each file by its header and gathers all of them into one `Bundle`; `easychair.written`
turns a bundle back into EasyChair's files.
"""

from reviews.exchange.bundle import Bundle, Decided, Fault, Pair, Paper, Person, Review, Sheet
from reviews.exchange.reading import read
from reviews.exchange.unpacking import Entry, Refused, entries_of_folder, entries_of_zip

__all__ = [
    "Bundle",
    "Decided",
    "Entry",
    "Fault",
    "Pair",
    "Paper",
    "Person",
    "Refused",
    "Review",
    "Sheet",
    "entries_of_folder",
    "entries_of_zip",
    "read",
]
