"""Is it a PDF at all? Answered from the first bytes, before any parser sees the file."""

HEADER_WITHIN = 1024
LEFT_OVER = 1024
KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%!PS", "a PostScript file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)


def fault(data: bytes) -> tuple[str, str] | None:
    """Rule and sentence for bytes that cannot be a PDF, or None."""
    if not data:
        return "PDF-002", "The file is empty (0 bytes)."
    head = data[:HEADER_WITHIN]
    if b"%PDF-" not in head:
        return "PDF-001", f"This file is not a PDF: it is {kind(data)}."
    if len(data) < 64:
        return "PDF-002", f"The PDF is damaged: it ends after {len(data)} bytes."
    return None


def kind(data: bytes) -> str:
    """What the bytes are instead of a PDF, in words."""
    for magic, words in KINDS:
        if data.startswith(magic):
            return words
    if data.startswith(b"PK\x03\x04"):
        return (
            "a Word document renamed to .pdf" if b"word/" in data[:4096] else "a ZIP archive renamed to .pdf"
        )
    head = data[:HEADER_WITHIN].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML)"
    if b"\\documentclass" in head or b"\\begin{document}" in head:
        return "a LaTeX source file"
    if all(32 <= byte < 127 or byte in b"\t\r\n" for byte in head):
        return "a text file"
    return "of an unknown kind"


def leading(data: bytes) -> int:
    """Bytes before %PDF- that are more than white space."""
    return len(data[: max(0, data.find(b"%PDF-"))].strip())


def trailing(data: bytes) -> int:
    """Bytes after the last %%EOF that are more than white space."""
    end = data.rfind(b"%%EOF")
    return len(data[end + 5 :].strip()) if end >= 0 else 0


def archive(data: bytes) -> bool:
    """Whether a ZIP archive hides behind the end of the PDF: the file is then two files in one."""
    return b"PK\x03\x04" in data[max(0, data.rfind(b"%%EOF")) :]
