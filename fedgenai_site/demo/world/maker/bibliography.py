"""Invented references in author-year style, and the citations that call for them."""

from dataclasses import dataclass, field

from fedgenai_site.demo.world.maker.dice import Dice

SURNAMES = (
    "Aldermark", "Bexfield", "Carrowmore", "Dunwiddie", "Ellingsgard", "Farquand", "Gorvachek", "Halloway-Pike",
    "Iversgaard", "Jarnefors", "Kovalchenkov", "Lannerstad", "Mbekwani", "Nakashibe", "Oderinlo", "Pasterniak",
    "Quenneville", "Rautasalmi", "Szentgali", "Tarkowitz", "Umezuki", "Vasilakopou", "Wetherspun", "Xanthis",
    "Yarborow", "Zeidanloo", "Brockhuysen", "Castellamare", "Drummondale", "Fenwright", "Gulbrandsby", "Hartogsen",
    "Inagakawa", "Jorgonsen", "Kielmansky", "Lopresti-Vale", "Montclairoux", "Nyambekira", "Ostrander-Bly", "Pellingham",
)  # fmt: skip
INITIALS = "ABCDEFGHIJKLMNOPRSTVW"
OPENINGS = (
    "Communication-efficient", "On the stability of", "A closer look at", "Towards reliable", "Personalised",
    "Rethinking", "Private", "Measuring", "The limits of", "Scalable", "Understanding", "Lessons from",
    "A unified view of", "Fast and simple", "When to trust", "Benchmarking", "Robust", "Asynchronous",
)  # fmt: skip
SUBJECTS = (
    "federated averaging", "adapter tuning", "prompt learning", "model merging", "secure aggregation",
    "client sampling", "gradient compression", "instruction tuning", "distillation across clients",
    "generative models on devices", "low-rank updates", "local fine-tuning", "privacy accounting",
)  # fmt: skip
CLOSINGS = (
    "under partial participation", "for pre-trained models", "with heterogeneous clients", "at the edge",
    "without shared data", "in cross-silo settings", "beyond label skew", "under limited memory",
    "across organisations", "with few rounds", "in the presence of noise", "",
)  # fmt: skip
VENUES = (
    "In _Proceedings of the Conference on Distributed Learning_", "In _Proceedings of the Symposium on Shared Models_",
    "In _Workshop on Collaborative Intelligence_", "_Journal of Federated Systems_",
    "_Annals of Decentralised Computation_", "In _Proceedings of the Forum on Trustworthy Data_",
)  # fmt: skip


@dataclass(frozen=True)
class Reference:
    label: str
    year: int
    entry: str


@dataclass
class Bibliography:
    """Draws a pool of references once; lists only those that were cited."""

    dice: Dice
    size: int = 34
    pool: list[Reference] = field(default_factory=list)
    cited: set[Reference] = field(default_factory=set)

    def __post_init__(self) -> None:
        while len(self.pool) < self.size:
            reference = _reference(self.dice)
            if all(reference.label != other.label for other in self.pool):
                self.pool.append(reference)

    def cite(self, count: int = 1) -> str:
        """[Aldermark et al., 2023], or several of them between one pair of brackets."""
        chosen = self._choose(count)
        return "[" + "; ".join(f"{item.label}, {item.year}" for item in chosen) + "]"

    def cite_in_text(self) -> str:
        """Aldermark _et al._ [2023]; never a single author, so that the verb is a plural."""
        item = self.dice.pick([reference for reference in self.pool if " " in reference.label])
        self.cited.add(item)
        return f"{item.label} [{item.year}]"

    def entries(self) -> list[str]:
        return [item.entry for item in sorted(self.cited, key=lambda item: (item.entry, item.year))]

    def _choose(self, count: int) -> list[Reference]:
        chosen = self.dice.sample(self.pool, count)
        self.cited.update(chosen)
        return chosen


def _reference(dice: Dice) -> Reference:
    surnames = dice.sample(SURNAMES, dice.integer(1, 4))
    people = [f"{surname}, {dice.pick(INITIALS)}." for surname in surnames]
    year = dice.integer(2017, 2025)
    title = f"{dice.pick(OPENINGS)} {dice.pick(SUBJECTS)} {dice.pick(CLOSINGS)}".strip()
    first = dice.integer(1, 900)
    entry = (
        f"[{_label(surnames)}, {year}] {_joined(people)} {title}. {dice.pick(VENUES)}, "
        f"pages {first}--{first + dice.integer(8, 19)}, {year}."
    )
    return Reference(_label(surnames), year, entry)


def _label(surnames: list[str]) -> str:
    if len(surnames) <= 2:
        return " and ".join(surnames)
    return f"{surnames[0]} _et al._"


def _joined(people: list[str]) -> str:
    return people[0] if len(people) == 1 else f"{', '.join(people[:-1])} and {people[-1]}"
