"""What an archive says about itself, as its last member."""

import json
from dataclasses import asdict, dataclass, field

FORMAT = 1
ROWS, FILES, MANIFEST, SEAL = "rows.jsonl", "files/", "manifest.json", "manifest.sha256"


@dataclass(slots=True)
class Manifest:
    """`hashes`: from each member's name to its SHA-256. `shape`: the applied migrations. `missing`: files that rows
    name and that were not there when the backup was made. `workshop`: of which one it is, empty for a whole site.
    """

    made_at: str
    site: str
    rows: int
    shape: list[str]
    hashes: dict[str, str]
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT
    workshop: str = ""

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Raise ValueError or TypeError on what is no manifest."""
        return cls(**json.loads(data))
