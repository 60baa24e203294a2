"""All renderings of a report by the ending of the file; the ones that need more than Python say so when asked for."""

from collections.abc import Callable
from importlib import import_module

from gouji.corpus.document import Rendered, Report
from gouji.corpus.gold import CorpusError
from gouji.corpus.render import RENDERINGS
from gouji.corpus.render_html import html

Renderer = Callable[[Report], Rendered]

_EXTRA = ("docx", "openpyxl")


def _needing(form: str) -> Renderer:
    """A renderer whose module is imported when it is used: it needs the packages of the extra `corpus`."""

    def render(report: Report) -> Rendered:
        try:
            module = import_module(f"gouji.corpus.render_{form}")
        except ModuleNotFoundError as error:
            if error.name not in _EXTRA:
                raise
            raise CorpusError(
                "corpus.needs_extra", f"生成 {form} 需要安装 gouji[corpus]（缺少 {error.name}）"
            ) from error
        rendered: Rendered = getattr(module, form)(report)
        return rendered

    return render


RENDERERS: dict[str, Renderer] = {
    **RENDERINGS,
    "html": html,
    **{form: _needing(form) for form in ("docx", "pdf", "xlsx")},
}
"""Renderers by format: txt, md, html, docx, pdf and xlsx.

docx, pdf and xlsx raise CorpusError ``corpus.needs_extra`` where the extra `corpus` is not installed, and pdf
``corpus.needs_program`` without LibreOffice.
"""
