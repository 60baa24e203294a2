"""Names, projects and causes of invented reports: `corpus/names.toml`."""

from functools import cache
from random import Random

import msgspec

from gouji.corpus.chance import pick, some
from gouji.corpus.numbers import Printer
from gouji.corpus.wording import Pieces, Slot, Wording
from gouji.lexicon import LexiconFile, builtin_root, parse

_TRIES = 12


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Departments of a trade: what they are called, their field, their institutions and projects."""

    trade: str
    names: tuple[str, ...]
    field: str
    units: tuple[str, ...]
    projects: tuple[str, ...]


class NamesFile(LexiconFile, frozen=True, kw_only=True):
    """`names.toml`: see the comments there."""

    places: tuple[str, ...]
    ranks: tuple[str, ...]
    towns: tuple[str, ...]
    body: tuple[Body, ...]
    causes: dict[str, tuple[str, ...]]
    topics: dict[str, str]
    words: dict[str, tuple[str, ...]]


@cache
def names() -> NamesFile:
    """The vocabulary. Raises LexiconError on a broken file."""
    return parse(builtin_root() / "corpus" / "names.toml", NamesFile)


class Who(msgspec.Struct, frozen=True):
    """The reporting body: its place with rank, its name, short for the body without the place, and its institutions."""

    place: str
    rank: str
    short: str
    body: Body
    institutions: tuple[str, ...]

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.place}{self.rank}{self.short}"


def who(rng: Random) -> Who:
    """A body of any trade anywhere."""
    body = pick(rng, names().body)
    rank = pick(rng, names().ranks)
    return Who(pick(rng, names().places), rank, pick(rng, body.names), body, tuple(some(rng, body.units, 0, 2)))


class Stories:
    """Causes and purposes that fit the body, none told twice as long as there are others."""

    def __init__(self, rng: Random, owner: Who, printer: Printer, wording: Wording) -> None:
        self.rng = rng
        self.owner = owner
        self.printer = printer
        self.wording = wording
        self._told: set[str] = set()

    def cause(self, topic: str, *, up: bool, **slots: Slot) -> Pieces:
        """A cause for a rise or a fall in `topic` (“staff”, “project”, “total” …)."""
        return self._tell(names().causes[f"{topic}.{'up' if up else 'down'}"], **slots)

    def words(self, kind: str) -> Pieces:
        """One of the `words` of a kind."""
        return self._tell(names().words[kind])

    def fill(self, form: str, **slots: Slot) -> Pieces:
        """Any words with the slots of causes, and more."""
        return self.wording.fill(form, self._slots() | slots)[0]

    def _tell(self, forms: tuple[str, ...], **slots: Slot) -> Pieces:
        fresh = [form for form in forms if form not in self._told] or list(forms)
        for _ in range(_TRIES):
            form = pick(self.rng, fresh)
            found = self.fill(form, **slots)
            said = "".join(piece.text for piece in found)
            if said not in self._told:
                break
        self._told |= {form, said}
        return found

    def _slots(self) -> dict[str, Slot]:
        rng, body = self.rng, self.owner.body
        first, second = rng.sample(body.projects, 2)
        count = self.printer.count
        return {
            "project": first,
            "project2": second,
            "town": pick(rng, names().towns),
            "subunit": pick(rng, self.owner.institutions or body.units),
            "month": pick(rng, names().words["months"]),
            "field": body.field,
            "rank": self.owner.rank,
            "people": count(rng.randint(2, 9), "名", "人员"),
            "sets": count(rng.randint(1, 2), "辆", "更新车辆"),
            "places": count(rng.randint(2, 15), "个", "点位"),
        }
