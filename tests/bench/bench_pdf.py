"""Pages a second of one core and peak memory of the PDF reader beside pdfplumber, in one run.

    python tests/bench/bench_pdf.py FILE.pdf …        (the sample reports beside the checkout without arguments)

Each reader runs in a process of its own; pdfplumber extracts text and tables, as the reader does.
"""

import argparse
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def read_gouji(path: Path) -> int:
    """Pages read by the project's reader."""
    from gouji.read.limits import Limits
    from gouji.read.pdf import PdfReader

    return len(PdfReader().read(path.read_bytes(), name=path.name, limits=Limits()).pages)


def read_pdfplumber(path: Path) -> int:
    """Pages read by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
        return len(pdf.pages)


def measure(
    reader: Callable[[Path], int], path: Path, rounds: int, out: "multiprocessing.Queue[tuple[int, float, float]]"
) -> None:
    """Pages, median seconds of one core after a warm-up round, and peak memory in MB of this process."""
    seconds = []
    pages = reader(path) if rounds > 1 else 0
    for _ in range(rounds):
        start = time.process_time()
        pages = reader(path)
        seconds.append(time.process_time() - start)
    out.put((pages, statistics.median(seconds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def run(reader: Callable[[Path], int], path: Path, rounds: int) -> tuple[int, float, float]:
    """`measure` in a fresh process."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=measure, args=(reader, path, rounds, queue))
    process.start()
    result: tuple[int, float, float] = queue.get()
    process.join()
    return result


def main() -> None:
    """Print a line a file and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or sorted(SAMPLES.glob("*.pdf"))
    print(f"{'file':42} pages   gouji p/s   MB   pdfplumber p/s   MB   ratio")
    count, mine, plumbed = 0, 0.0, 0.0
    for path in files:
        pages, ours, memory = run(read_gouji, path, 7)
        _, theirs, other = run(read_pdfplumber, path, 1)
        rate, rival = pages / ours, pages / theirs
        print(f"{path.name:42} {pages:5} {rate:11.0f} {memory:4.0f} {rival:16.1f} {other:4.0f} {rate / rival:7.1f}")
        count, mine, plumbed = count + pages, mine + ours, plumbed + theirs
    rate, rival = count / mine, count / plumbed
    print(f"{'all':42} {count:5} {rate:11.0f} {'':4} {rival:16.1f} {'':4} {rate / rival:7.1f}")


if __name__ == "__main__":
    main()
