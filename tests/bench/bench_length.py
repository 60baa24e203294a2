"""Memory and time for a report and for one several times as long, in every format, in one run.

    python tests/bench/bench_length.py [REPORT …]       (one of the benchmark's in every format without arguments)

Long files are the pages, paragraphs or sheets of the short one over and over. Each reading is a process of its own.

  read MB   peak of memory above that of a process that has only loaded the reader
  read s    seconds of one core
  stages    seconds of each stage of a whole check and of writing its results, the best of several rounds
  ×         (in brackets) by how much more than the length they grew: 1.0 is in step with it, above 1.3 is worth a look
"""

import argparse
import copy
import io
import multiprocessing
import tempfile
import time
import zipfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
BENCHMARK = HOME / "corpus" / "benchmark"
REPORT = "chongqing-2026-0000-faulty"
SUFFIXES = (".txt", ".md", ".html", ".docx", ".xlsx", ".pdf")
LENGTHS = (1, 5, 10)
ROUNDS = 3
STAGES = ("read", "segment", "extract", "align", "check")


def text(data: bytes, times: int) -> bytes:
    """A text file with its lines over and over."""
    return b"\n".join([data] * times)


def page(data: bytes, times: int) -> bytes:
    """A web page with its body over and over."""
    head, start, rest = data.partition(b"<body>")
    body, end, tail = rest.rpartition(b"</body>")
    return head + start + body * times + end + tail


def word(data: bytes, times: int) -> bytes:
    """A Word file with its body over and over."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root[-1]
    for child in [one for _ in range(times - 1) for one in list(body)[:-1]]:
        body.insert(len(body) - 1, copy.deepcopy(child))
    parts["word/document.xml"] = etree.tostring(root)
    return _zipped(parts)


def workbook(data: bytes, times: int) -> bytes:
    """A workbook with its sheets over and over."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    for sheet in [one for _ in range(times - 1) for one in list(book)]:
        book.copy_worksheet(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pages(data: bytes, times: int) -> bytes:
    """A PDF file with its pages over and over."""
    from pypdf import PdfReader, PdfWriter

    writer, stream = PdfWriter(), io.BytesIO()
    for _ in range(times):
        writer.append(PdfReader(io.BytesIO(data)))
    writer.write(stream)
    return stream.getvalue()


LONGER: dict[str, Callable[[bytes, int], bytes]] = {
    ".txt": text, ".md": text, ".html": page, ".docx": word, ".xlsx": workbook, ".pdf": pages,
}  # fmt: skip


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def peak() -> float:
    """The most memory in MB that this process has had; what the one that started it had does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def reading(path: Path, short: Path, out: Connection) -> None:
    """Peak of memory above that of a process that has read next to nothing, and seconds, of reading `path`."""
    from gouji.read import read
    from gouji.read.registry import choose

    choose(short.read_bytes(), short.name)
    read("一、概况\n没有数字。")
    for module in ("docx.reader", "html.reader", "pdf.reader", "sheets.xlsx"):
        __import__(f"gouji.read.{module}")
    before, start = peak(), time.process_time()
    read(path)
    out.send({"read MB": peak() - before, "read s": time.process_time() - start})


def checking(path: Path, short: Path, out: Connection) -> None:
    """Seconds of every stage of a check of `path`, after one of the short file, and of writing its results."""
    # The pipeline takes its times on this clock; that of one core does not count what else the machine does.
    time.perf_counter = time.process_time
    from gouji.pipeline import check
    from gouji.report import find_text_format

    check(short)
    rounds = []
    for _ in range(ROUNDS):
        report = check(path)
        found = {stage: report.timings[stage] for stage in STAGES}
        for form in ("json", "html"):
            start = time.process_time()
            find_text_format(form).render([report], lang="zh", color=False, width=100)
            found[form] = time.process_time() - start
        rounds.append(found)
    out.send({stage: min(found[stage] for found in rounds) for stage in rounds[0]})


def apart(work: Callable[[Path, Path, Connection], None], path: Path, short: Path) -> dict[str, float]:
    """What `work` sends from a fresh process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(path, short, theirs))
    process.start()
    theirs.close()
    found: dict[str, float] = ours.recv()
    process.join()
    return found


def grow(path: Path, folder: Path) -> None:
    """Print a line for each length of a report."""
    data, lengthen = path.read_bytes(), LONGER[path.suffix]
    base: dict[str, float] = {}
    for times in LENGTHS:
        file = folder / f"{times}{path.suffix}"
        file.write_bytes(lengthen(data, times))
        found = apart(reading, file, path) | apart(checking, file, path)
        base = base or found
        cells = [
            f"{name} {figure:.2f} ({figure / max(base[name], 0.01) / times:.1f})" for name, figure in found.items()
        ]
        print(f"{path.suffix:6} ×{times:<3}", "  ".join(cells), flush=True)


def main() -> None:
    """Print the lines of every file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or [BENCHMARK / (REPORT + suffix) for suffix in SUFFIXES]
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            grow(path, Path(folder))


if __name__ == "__main__":
    main()
