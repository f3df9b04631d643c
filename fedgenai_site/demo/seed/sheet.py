"""A one-page PDF for papers whose text the demo does not have."""

import textwrap

PAGE = "/MediaBox [0 0 612 792]"
NOTE = "The text of this paper is not part of the demo."


def one_page(title: str, names: str = "", abstract: str = "") -> bytes:
    """US letter, Times, Latin letters: the title, who wrote it and what it says if that is told, and a sentence."""
    lines = [("F2", 16, line) for line in textwrap.wrap(title, 52)]
    lines += [("F1", 11, line) for line in textwrap.wrap(names, 80)]
    lines += (
        [("F2", 12, "Abstract"), *(("F1", 10, line) for line in textwrap.wrap(abstract, 96))]
        if abstract
        else []
    )
    lines.append(("F1", 10, NOTE))
    content = "\n".join(
        f"BT /{font} {size} Tf 72 {690 - 24 * n} Td ({_escaped(line)}) Tj ET"
        for n, (font, size, line) in enumerate(lines)
    )
    fonts = "/F1 5 0 R /F2 6 0 R"
    return _assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {PAGE} /Contents 4 0 R /Resources << /Font << {fonts} >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
        ]
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[str]) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode(
        "cp1252", "replace"
    )
