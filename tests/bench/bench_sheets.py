"""Seconds of one core of the readers of sheets beside other programs' on the same file, and peak memory, in one run.

    python tests/bench/bench_sheets.py [FILE …]        (made-up tables of 120,000 cells without arguments)

Rounds of the readers take turns, each reader in a process of its own; the best round counts, and the rivals' seconds by
ours are the ratio (above 1: we are faster). The rivals hand out values alone, or with formats: no precision as shown,
no places, no merged cells, no text.
"""

import argparse
import csv
import io
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

SHEETS, ROWS, COLUMNS = 3, 1666, 24
ROUNDS = 5

Count = Callable[[Path], int]


def gouji(path: Path) -> int:
    """Cells read by the project's reader."""
    from gouji.read import read

    return sum(len(grid.cells) for grid in read(path).grids)


def openpyxl(path: Path) -> int:
    """Cells with what they hold and their formats."""
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if (cell.value, cell.number_format))


def calamine(path: Path) -> int:
    """Cells with what they hold."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())


def xlrd(path: Path) -> int:
    """Cells with what they hold and their formats."""
    import xlrd

    book = xlrd.open_workbook(str(path), formatting_info=True)
    return sum(1 for sheet in book.sheets() for row in range(sheet.nrows) for _ in sheet.row(row))


def plain(path: Path) -> int:
    """Values of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(map(len, csv.reader(file)))


RIVALS: dict[str, tuple[Count, ...]] = {
    ".xlsx": (openpyxl, calamine),
    ".ods": (calamine,),
    ".xls": (xlrd, calamine),
    ".csv": (plain,),
}


def rows(seed: int) -> list[list[Any]]:
    """A table of accounts with amounts of two to six decimals."""
    dice = random.Random(seed)
    head = ["科目编码", "科目名称", *(f"列{n}" for n in range(COLUMNS - 2))]
    found: list[list[Any]] = [["支出决算表"], ["单位：万元"], head]
    for n in range(ROWS):
        amounts = [round(dice.random() * 10 ** dice.randint(0, 5), dice.choice((2, 2, 2, 6))) for _ in head[2:]]
        found.append([str(2010000 + n), f"项目{n % 300}", *amounts])
    return found


def make(folder: Path) -> list[Path]:
    """The made-up files."""
    from openpyxl import Workbook

    book = Workbook()
    del book["Sheet"]
    text = io.StringIO()
    for n in range(SHEETS):
        sheet = book.create_sheet(f"表{n}")
        for row in rows(n):
            sheet.append(row)
            csv.writer(text).writerow(row)
        for line in sheet.iter_rows(4, None, 3):
            for cell in line:
                cell.number_format = "#,##0.00"
    book.save(folder / "a.xlsx")
    (folder / "a.csv").write_text(text.getvalue(), encoding="utf-8")
    return [folder / "a.xlsx", folder / "a.csv"]


def peak() -> float:
    """The most memory in MB that this process has had; what the one that started it had does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def serve(count: Count, path: Path, calls: Connection) -> None:
    """Answer every call with the cells, the seconds of one core and the peak memory in MB so far."""
    while calls.recv():
        start = time.process_time()
        cells = count(path)
        calls.send((cells, time.process_time() - start, peak()))


def race(path: Path) -> None:
    """Print a line of each reader of a file."""
    context = multiprocessing.get_context("spawn")
    lanes = []
    for count in (gouji, *RIVALS.get(path.suffix, ())):
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(count, path, theirs))
        process.start()
        lanes.append((count.__name__, ours, process))
    results: dict[str, list[tuple[int, float, float]]] = {name: [] for name, _, _ in lanes}
    for _ in range(ROUNDS):
        for name, calls, _ in lanes:
            calls.send(True)
            results[name].append(calls.recv())
    for _, calls, process in lanes:
        calls.send(False)
        process.join()
    best = {name: min(seconds for _, seconds, _ in found) for name, found in results.items()}
    for name, found in results.items():
        cells, _, memory = found[0]
        print(f"{path.name:24} {name:10} {cells:8} {best[name]:8.2f} {memory:6.0f} {best[name] / best['gouji']:7.2f}")


def main() -> None:
    """Print a line a file and reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    print(f"{'file':24} {'reader':10} {'cells':>8} {'seconds':>8} {'MB':>6} {'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for path in files or make(Path(folder)):
            race(path)


if __name__ == "__main__":
    main()
