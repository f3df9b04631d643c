"""A site in one file: a tar of its rows, its files, and a manifest that holds the hash of each.

`rows.jsonl` has one row a line, a table after the other; `files/...` is what the rows name; `manifest.json` comes
last, so that an archive without it has been cut. Signed-in sessions are not saved: everybody signs in anew.
"""

from fedgenai_site.operating.archive.reading import Damaged, NotEmpty, WrongSite, restore
from fedgenai_site.operating.archive.writing import Summary, backup

__all__ = ["Damaged", "NotEmpty", "Summary", "WrongSite", "backup", "restore"]
