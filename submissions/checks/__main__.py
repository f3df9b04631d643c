"""The sandbox's child. `python -m submissions.checks FILE` reads one PDF under the limits and prints its JSON lines."""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])


def main(arguments: list[str]) -> int:
    # Started with -I, neither the working folder nor PYTHONPATH is searched.
    if ROOT not in sys.path:
        sys.path.insert(0, ROOT)
    from submissions.checks import child, server

    match arguments:
        case ["--child", pdf, request]:
            child.main(int(pdf), int(request))
        case ["--serve", descriptor]:
            server.serve(int(descriptor))
        case [name] if not name.startswith("-"):
            _by_hand(Path(name))
        case _:
            sys.stderr.write("usage: python -m submissions.checks FILE\n")
            return 2
    return 0


def _by_hand(path: Path) -> None:
    from submissions.checks import PRESETS, child, limits

    data = path.read_bytes()
    work = child.load(encrypted=b"/Encrypt" in data, task="check")
    limits.apply(limits.Limits())
    work(data, {"task": "check", "preset": PRESETS["fedgenai-2025"].to_dict(), "authors": []})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
