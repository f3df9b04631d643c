"""Paper texts made by dice: words by Zipf's law, each paper with a vocabulary of its own, stock phrases in all of them."""
# ruff: noqa: S311 - dice for texts

import random
from itertools import accumulate

SYLLABLES = [a + b for a in "bcdfghlmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")]
STOCK = [
    "the results of this section show that",
    "to the best of our knowledge this is the first",
    "we leave a closer look to future work",
    "as can be seen in the table above",
    "with respect to the number of clients in each round",
    "our contributions are as follows first",
]


def _words(dice: random.Random, count: int) -> list[str]:
    return ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(count)]


COMMON = _words(random.Random(1), 3000)
WEIGHTS = list(accumulate(1 / rank for rank in range(2, len(COMMON) + 2)))


def sentence(dice: random.Random, own: list[str]) -> str:
    if dice.random() < 0.06:
        return dice.choice(STOCK) + " " + " ".join(dice.choices(own, k=8)) + "."
    words = dice.choices(COMMON, cum_weights=WEIGHTS, k=dice.randint(8, 26))
    for at in range(2, len(words), 5):
        words[at] = dice.choice(own)
    return " ".join(words) + "."


def paper(seed: int, *, sentences: int = 80) -> list[str]:
    dice = random.Random(seed)
    own = _words(dice, 150)
    return [sentence(dice, own) for _ in range(sentences)]


def edited(text: list[str], share: float, *, seed: int, scattered: bool = False) -> list[str]:
    """A copy of which this share of the sentences is written anew, or of the words, `scattered` over all sentences."""
    dice = random.Random(seed)
    own = _words(dice, 150)
    if scattered:
        return [
            " ".join(dice.choice(COMMON) if dice.random() < share else word for word in line.split())
            for line in text
        ]
    copy = [sentence(dice, own) if dice.random() < share else line for line in text]
    cut = dice.randrange(len(copy))
    return copy[cut:] + copy[:cut]
