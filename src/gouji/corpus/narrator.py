"""What all sections of a narrative share: figures as numbers of a sentence, comparisons with the year before, causes."""

from collections.abc import Sequence
from random import Random

from gouji.corpus.accounts import name_of, path_of
from gouji.corpus.document import Figure, Paragraph, Piece
from gouji.corpus.economy import Economy
from gouji.corpus.names import Stories, Who, names
from gouji.corpus.numbers import Number, Printer
from gouji.corpus.style import StyleFile
from gouji.corpus.wording import Pieces, Slot, Wording

Made = list[Paragraph]

_TABLES = {
    "final-accounts": {
        "total": "Z1", "income": "Z2", "spent": "Z3", "fiscal": "Z4", "general": "Z5", "basic": "Z6", "official": "ZS",
        "assembly": "ZS", "fund": "ZJ", "capital": "ZG", "running": "ZM", "procured": "ZC", "assets": "",
    },
    "budget": {
        "total": "B1", "income": "B2", "spent": "B3", "fiscal": "B5", "general": "B7", "basic": "B8", "official": "BS",
        "assembly": "BS", "fund": "BJ", "capital": "BG", "running": "BM", "procured": "BC", "assets": "",
    },
}  # fmt: skip
# Figures that may be one and the same: by definition, or where there is nothing else to tell them apart.
_SETS = (
    ("economic", "general.basic", "fiscal.basic"),
    (
        "fiscal",
        "general",
        "fund",
        "capital",
        "fiscal.total.income",
        "fiscal.total.spent",
        "fiscal.income",
        "general.income",
    ),
    ("total.income", "total.spent", "income", "spent"),
    ("general.budget", "spent.budget"),
    ("general.adjusted", "spent.adjusted"),
)
_ALIKE = {one: tuple(other for other in group if other != one) for group in _SETS for one in group}
_STAFF = ("205", "208", "210", "221")


class Narrator:
    """Writes the sections of one report."""

    def __init__(
        self, rng: Random, style: StyleFile, owner: Who, year: int, economy: Economy, printer: Printer, wording: Wording
    ) -> None:
        self.rng = rng
        self.style = style
        self.owner = owner
        self.year = year
        self.economy = economy
        self.books = economy.books
        self.printer = printer
        self.wording = wording
        self.stories = Stories(rng, owner, printer, wording)
        self.final = style.kind == "final-accounts"
        self.measure = "决算" if self.final else "预算"

    @property
    def basis(self) -> tuple[str, str]:
        """The budget that outturns are held against: its name and the ending of its columns."""
        word = "全年预算" if self.books.new else self.printer.taste.budget
        return word, "budget" if word in ("年初预算", "预算") else "adjusted"

    @property
    def whole_spent(self) -> str:
        """The column that shares of expenditure are of: in some budgets with what is carried out."""
        return "total.spent" if self.wording.has("spent.carry") else "spent"

    def table(self, topic: str) -> str:
        """The key of the table that speaks of a topic."""
        return _TABLES[self.style.kind][topic]

    def money(
        self, column: str, row: str = "", *, subject: str, topic: str, measure: str = "", year: int | None = None
    ) -> Number:
        """A figure of the books; one of the year before stands in no table."""
        value = self.books.figure(column, row)
        figure = None if column.startswith("last.") else Figure(column, row)
        same = [other for other in _ALIKE.get(column, ()) if value and self.books.figure(other, row) == value]
        return self.printer.money(
            value, subject, measure or self.measure, figure=figure, also=tuple(Figure(one, row) for one in same),
            table=self.table(topic), year=year,
        )  # fmt: skip

    def share(self, column: str, whole: str, row: str = "", *, subject: str, base: str) -> Number:
        """The share of a figure in the total of another column."""
        part, total = self.books.figure(column, row), self.books.figure(whole)
        return self.printer.rate(part, total or 1, "share", subject, "占比", base)

    def section(self, key: str, /, **slots: Slot) -> Made:
        """The paragraphs of the form `key`."""
        return [Paragraph(pieces, key=key) for pieces in self.wording.paragraphs(key, **slots)]

    def because(self, topic: str, *, up: bool, **slots: Slot) -> Pieces:
        """“主要原因是…” with a cause that fits."""
        words = self.stories.cause(topic, up=up, **slots)
        marked = tuple(Piece(piece.text, piece.claim, "reason") for piece in words)
        return self.wording.phrase("because", reason=marked)

    def compare(
        self, section: str, column: str, row: str = "", *, subject: str, topic: str, cause: str, said: str = ""
    ) -> Pieces:
        """This year against last: forms “section.up”, “.down”, “.flat”, “.new” (no last year), “.born” (from 0).

        said: how the sentence calls the subject, where that differs.
        """
        now, last = self.books.figure(column, row), self.books.figure(f"last.{column}", row)
        value = self.printer.value(abs(now - last))
        if self.books.new:
            case = "new"
        elif not value:
            case = "flat"
        elif not last:
            case = "born"
        else:
            case = "up" if now > last else "down"
        key = f"{section}.{case}" if self.wording.has(f"{section}.{case}") else f"compare.{case}"
        slots: dict[str, Slot] = {
            "subject": said or subject,
            "now": self.money(column, row, subject=subject, topic=topic),
        }
        if case in ("up", "down", "born"):
            up = now > last
            direction = "increase" if up else "decrease"
            slots["delta"] = self.printer.money(
                abs(now - last), subject, "增减额", kind="change", direction=direction, table=self.table(topic)
            )
            slots["because"] = self.because(cause, up=up)
            slots["before"] = self.money(f"last.{column}", row, subject=subject, topic=topic, year=self.year - 1)
        if case in ("up", "down"):
            slots["rate"] = self.printer.rate(
                abs(now - last), last, "rate", subject, "增减率", "上年", direction=direction
            )
        return self.wording.phrase(key, **slots)

    def join(self, section: str, entries: Sequence[dict[str, Slot]]) -> Pieces:
        """The entries by the form “section.part”, joined by the style's mark."""
        mark = self.wording.form(f"{section}.mark") if self.wording.has(f"{section}.mark") else "；"
        found: list[Piece] = []
        for entry in entries:
            if found:
                found.append(Piece(mark))
            found.extend(self.wording.phrase(f"{section}.part", **entry))
        return tuple(found)

    def path(self, code: str) -> Pieces:
        """The account as the style writes it in prose."""
        names = dict(zip(("class", "group", "item"), path_of(code), strict=True))
        text = self.printer.taste.path
        for slot, name in names.items():
            text = text.replace(f"{{{slot}}}", name)
        return (Piece(text, tag="account"),)

    def cause_of(self, code: str) -> str:
        """What kind of causes explain a change of the account."""
        if code not in self._projects() and (topic := names().topics.get(code)):
            return topic
        if len(code) > 3:
            return "project" if code in self._projects() else "run"
        return "staff" if code in _STAFF and not self.books.figure("spent.project", code) else "project"

    def purpose(self, code: str) -> Pieces:
        """“用于…” for an account."""
        topic = self.cause_of(code)
        words = self.stories.words("purposes" if topic == "project" else f"{topic}_purposes")
        return tuple(Piece(piece.text, piece.claim, "purpose") for piece in words)

    def names_of(self, column: str) -> Pieces:
        """The economic accounts with a figure in the column, by name."""
        codes = [code for code in self.books.now.rows(column) if self.printer.value(self.books.figure(column, code))]
        return (Piece("、".join(name_of(code) for code in codes), tag=f"names.{column}"),)

    def _projects(self) -> list[str]:
        return self.books.now.rows("spent.project")
