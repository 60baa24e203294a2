"""How reading claims and linking them grows with the length of a report.

`python tests/bench/bench_claims.py [REPORT.txt]` repeats the narrative of a text report (the shipped one without an
argument) until it is as long as ten, fifty and five hundred pages (900 characters each) and prints, for each length, seconds of CPU for extraction and alignment,
the peak of memory, and both per claim against the shortest. Ratios of one run; the machine's speed does not matter.
"""

import sys
import time
import tracemalloc
from pathlib import Path

from gouji.align import align
from gouji.extract import extract
from gouji.model import Analysis, Document, Structure
from gouji.pipeline import analyse
from gouji.read import read
from gouji.segment import segment

PAGE = 900
LENGTHS = (10, 50, 500)
PROFILE = "final-accounts"
SHIPPED = Path(__file__).resolve().parents[2] / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"


def main(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    analyse(text, profile=PROFILE)
    at = text.rindex("\n第三部分")
    base = None
    print(
        f"{'pages':>6} {'claims':>7} {'extract s':>10} {'align s':>8} {'peak MB':>8} {'time/claim':>11} {'MB/claim':>9}"
    )
    for pages in LENGTHS:
        copies = max(1, round((pages * PAGE - at) / (len(text) - at)))
        document = read(text[:at] + text[at:] * copies, name=file.name)
        structure = segment(document, PROFILE)
        extracting, aligning, claims = run(document, structure)
        tracemalloc.start()
        run(document, structure)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        figures = ((extracting + aligning) / claims, peak / claims)
        base = base or figures
        print(
            f"{len(document.text) / PAGE:>6.0f} {claims:>7} {extracting:>10.3f} {aligning:>8.3f} {peak:>8.1f}"
            f" {figures[0] / base[0]:>10.2f}x {figures[1] / base[1]:>8.2f}x"
        )


def run(document: Document, structure: Structure) -> tuple[float, float, int]:
    """Seconds of CPU for extraction and for alignment, and the number of claims."""
    started = time.process_time()
    found = extract(document, structure, PROFILE)
    extracted = time.process_time()
    analysis = Analysis(
        document=document,
        profile=PROFILE,
        title=structure.title,
        unit_name=structure.unit_name,
        year=structure.year,
        sections=structure.sections,
        sentences=structure.sentences,
        tables=structure.tables,
        claims=found.claims,
        reasons=found.reasons,
        mentions=found.mentions,
    )
    align(analysis)
    return extracted - started, time.process_time() - extracted, len(found.claims)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else SHIPPED)
