"""A plain certificate as PDF. What a person is called goes in as data and never as typst's own language."""

import json
from datetime import date
from functools import lru_cache

import typst

PAGE = r"""
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set page(paper: "a4", flipped: true, margin: 3cm)
#set text(font: "Libertinus Serif", size: 14pt, lang: "en")
#align(center + horizon)[
  #text(size: 12pt, tracking: 2pt)[#upper(d.workshop)]
  #v(1cm)
  #text(size: 30pt)[Certificate of reviewing]
  #v(.8cm)
  This is to say that
  #v(.3cm)
  #text(size: 22pt, weight: "bold")[#d.name]
  #v(.3cm)
  #d.words
  #v(.3cm)
  #d.full
  #v(1.2cm)
  #text(size: 12pt)[#d.date]
]
"""


@lru_cache(maxsize=64)
def certificate(*, name: str, workshop: str, title: str, reviews: int, day: date) -> bytes:
    """One page; the same words give the same bytes."""
    data = {
        "title": f"Certificate of reviewing, {workshop}",
        "workshop": workshop,
        "full": title,
        "name": name,
        "words": f"wrote {'one review' if reviews == 1 else f'{reviews} reviews'} for {workshop}",
        "date": f"{day.day} {day:%B %Y}",
    }
    made = typst.compile(PAGE.encode(), sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("typst made several files where one was asked for")
    return made
