"""Comments in Word files: at the very characters, nothing else changed, replaced by a second run."""

import io
import re
import zipfile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.report.commented import (
    ID,
    NAMES,
    annotate,
    assert_only_comments,
    bare,
    build,
    marked,
    part,
    report,
    run,
)

from gouji.errors import InputError
from gouji.model import Analysis, Evidence, Report, Span
from gouji.model.document import File
from gouji.office.names import RUN, TEXT, P, W
from gouji.read import read
from gouji.report import find_format, mark


def test_a_run_is_parted_at_the_characters() -> None:
    data = build(f"<w:p>{run('支出决算为39.78万元，完成', '<w:rPr><w:b/></w:rPr>')}</w:p>")
    made = annotate(data, "39.78万元")
    assert marked(made) == {"0": "39.78万元|"}
    assert [one.text for one in part(made).iter(TEXT)] == ["支出决算为", "39.78万元", "，完成"]
    runs = [one for one in part(made).iter(RUN) if one.find(TEXT) is not None]
    assert [(one.get(W + "rsidR"), one.find(W + "rPr")[0].tag) for one in runs] == [("00A1", W + "b")] * 3
    assert_only_comments(data, made)


def test_the_comment_says_what_the_finding_says() -> None:
    made = annotate(build(f"<w:p>{run('决算为39.78万元')}</w:p>"), "39.78")
    (comment,) = part(made, "word/comments.xml")
    assert comment.get(W + "author") == "gouji"
    lines = ["".join(p.itertext()) for p in comment.iter(P)]
    assert lines == ["NN-999 例（错误）", "应为<0>", "gouji [f00000000000]"]
    assert b"/word/comments.xml" in etree.tostring(part(made, "[Content_Types].xml"))
    assert b'Target="comments.xml"' in etree.tostring(part(made, "word/_rels/document.xml.rels"))
    (entry,) = part(made, "word/commentsExtended.xml")
    ids = [p.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId") for p in comment.iter(P)]
    assert ids[-1] == entry.get("{http://schemas.microsoft.com/office/word/2012/wordml}paraId")


BODIES = {
    "over runs": (f"<w:p>{run('决算为3')}{run('9.7')}{run('8万元')}</w:p>", "39.78"),
    "whole run": (f"<w:p>{run('决算为')}{run('39.78')}{run('万元')}</w:p>", "39.78"),
    "link": (f"<w:p>{run('见')}<w:hyperlink>{run('决算39.78万元')}</w:hyperlink>{run('。')}</w:p>", "39.78万"),
    "insertion": (
        f"<w:p>{run('算')}<w:ins>{run('为39.78万元')}</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
        "39.78",
    ),
    "out of a link": (f"<w:p>{run('决算3')}<w:hyperlink>{run('9.78万元')}</w:hyperlink></w:p>", "39.78"),
    "control": (f"<w:sdt><w:sdtContent><w:p>{run('决算39.78万元')}</w:p></w:sdtContent></w:sdt>", "39.78"),
    "reference": (f"<w:p>{run('决算&lt;甲&gt;为3&#57;.78&amp;乙')}</w:p>", "39.78&"),
    "cell": (
        f"<w:tbl><w:tr><w:tc><w:p>{run('甲')}</w:p></w:tc><w:tc><w:p>{run('39.78')}</w:p></w:tc></w:tr></w:tbl>",
        "39.78",
    ),
    "tab": (f"<w:p><w:r><w:t>一、</w:t><w:tab/><w:t>决算</w:t></w:r>{run('完')}</w:p>", "\t决算"),
    "beyond the plane": (f"<w:p>{run('𠮷𠮷39.78𠮷')}</w:p>", "39.78"),
    "spaces": (f"<w:p>{run('甲 乙 丙')}</w:p>", "乙"),
}


@pytest.mark.parametrize("case", BODIES)
def test_marks_stand_at_the_characters(case: str) -> None:
    body, words = BODIES[case]
    data = build(body)
    made = annotate(data, words)
    assert marked(made) == {"0": f"{words}|"}
    assert_only_comments(data, made)
    assert read(made, name="稿.docx").text == read(data, name="稿.docx").text
    assert annotate(made, words) == made


def test_spaces_at_the_borders_are_kept() -> None:
    made = annotate(build(f"<w:p>{run('甲 乙丙')}</w:p>"), "乙")
    assert [one.get("{http://www.w3.org/XML/1998/namespace}space") for one in part(made).iter(TEXT)] == ["preserve"] * 3


def test_a_blank_cell_has_its_comment() -> None:
    cells = "".join(
        f"<w:tc>{inner}</w:tc>" for inner in (f"<w:p>{run('甲')}</w:p>", "<w:p/>", f"<w:p>{run('丙')}</w:p>")
    )
    data = build(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")
    document = read(data, name="稿.docx")
    blank = next(cell for cell in document.grids[0].cells if cell.row == 1 and cell.column == 1)
    made = annotate(data, blank.span)
    assert marked(made) == {"0": "|"}
    reference = next(part(made).iter(W + "commentReference"))
    row = next(reference.iterancestors(W + "tr"))
    assert (row.getparent().index(row), row.index(next(reference.iterancestors(W + "tc")))) == (1, 1)
    assert annotate(made, blank.span) == made


def test_notes_are_marked_where_they_are_referred_to() -> None:
    note = f'<w:footnotes {NAMES}><w:footnote w:id="2"><w:p>{run("注39.78万元")}</w:p></w:footnote></w:footnotes>'
    body = f'<w:p>{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("后文")}</w:p>'
    made = annotate(build(body, {"footnotes": note}), "39.78")
    start = next(part(made).iter(W + "commentRangeStart"))
    assert start.getnext().find(W + "footnoteReference") is not None
    assert marked(made) == {"0": "|"}


def test_what_stands_in_another_file_hangs_on_its_proof_in_this_one() -> None:
    data = build(f"<w:p>{run('标题')}</w:p><w:p>{run('决算39.78万元')}</w:p><w:p>{run('完')}</w:p>")
    made = report(data, "完", "完")
    document = msgspec.structs.replace(
        made.analysis.document, files=(File(0, "稿.docx", "a"), File(made.findings[0].span.start, "表.xlsx", "b"))
    )
    at = document.text.index("39.78")
    proof = Evidence("clause", "39.78", span=Span(at, at + 5))
    first = msgspec.structs.replace(made.findings[0], evidence=(proof,))
    made = msgspec.structs.replace(
        made,
        findings=(first, made.findings[1]),
        analysis=msgspec.structs.replace(made.analysis, document=document),
    )
    assert marked(mark(find_format("docx"), data, made, lang="zh")) == {"0": "39.78|", "1": "标题|"}


def test_what_stands_nowhere_hangs_on_the_first_paragraph() -> None:
    made = annotate(build(f"<w:p><w:pPr/>{run('标题')}</w:p><w:p>{run('正文')}</w:p>"), Span(999, 999))
    assert marked(made) == {"0": "标题|"}


OTHERS = f'<w:comments {NAMES}><w:comment w:id="7" w:author="张三"><w:p w14:paraId="00000007">{run("请核对")}</w:p></w:comment></w:comments>'
THEIRS = (
    f'<w:p><w:commentRangeStart w:id="7"/>{run("决算39.78万元")}<w:commentRangeEnd w:id="7"/>'
    '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
)


def test_comments_of_people_stay() -> None:
    data = build(THEIRS, {"comments": OTHERS})
    once = annotate(data, "39.78", "决算")
    assert marked(once) == {"7": "决算39.78万元|", "8": "39.78|", "9": "决算|"} or sorted(marked(once)) == [
        "7",
        "8",
        "9",
    ]
    twice = annotate(once, "39.78")
    assert sorted(marked(twice)) == ["7", "8"]
    comments = part(twice, "word/comments.xml")
    assert [one.get(W + "author") for one in comments] == ["张三", "gouji"]
    gone = annotate(twice)
    assert [one.get(W + "author") for one in part(gone, "word/comments.xml")] == ["张三"]
    assert bare(gone) == bare(data)


@pytest.mark.parametrize("kind", ["answered", "done"])
def test_a_comment_that_somebody_worked_on_stays(kind: str) -> None:
    once = annotate(build(THEIRS, {"comments": OTHERS, "commentsExtended": f"<w15:commentsEx {NAMES}/>"}), "39.78")
    with zipfile.ZipFile(io.BytesIO(once)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    key = re.findall(r'w15:paraId="([0-9A-F]+)"', parts["word/commentsExtended.xml"])[0]
    if kind == "done":
        parts["word/commentsExtended.xml"] = parts["word/commentsExtended.xml"].replace('done="0"', 'done="1"')
    else:
        entry = f'<w15:commentEx w15:paraId="00000007" w15:paraIdParent="{key}" w15:done="0"/></w15:commentsEx>'
        parts["word/commentsExtended.xml"] = parts["word/commentsExtended.xml"].replace("</w15:commentsEx>", entry)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    worked = made.getvalue()
    again = annotate(worked, "39.78")
    assert part(again, "word/comments.xml")[1].get(ID) == "8"
    assert len(part(again, "word/comments.xml")) == 2
    assert etree.tostring(part(again, "word/comments.xml")) == etree.tostring(part(worked, "word/comments.xml"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    data = build(f"<w:p>{run('决算39.78万元')}</w:p>")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].decode().encode(encoding)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert marked(annotate(made.getvalue(), "39.78")) == {"0": "39.78|"}


def test_a_file_that_changed_or_is_no_word_file_is_refused() -> None:
    data = build(f"<w:p>{run('决算39.78万元')}</w:p>")
    made = report(data, "39.78")
    with pytest.raises(InputError, match="有改动") as changed:
        mark(find_format("docx"), data + b"x", made, lang="zh")
    assert changed.value.code == "input.changed"
    text = read("决算\n", name="稿.txt")
    other = Report("稿.txt", text.sha256, "ok", analysis=Analysis(text, "generic", "", None, None))
    with pytest.raises(InputError) as wrong:
        mark(find_format("docx"), "决算\n".encode(), other, lang="zh")
    assert wrong.value.code == "input.not_markable"


PIECES = st.lists(
    st.tuples(st.sampled_from(["", "<w:tab/>", "<w:br/>"]), st.text("甲乙a1 &<𠮷", max_size=4)), min_size=1, max_size=5
)
WRAPS = [
    "{}",
    "<w:hyperlink>{}</w:hyperlink>",
    '<w:ins w:id="1">{}</w:ins>',
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(WRAPS)), min_size=1, max_size=4), st.data())
def test_any_stretches_of_any_runs(runs: list[tuple[list[tuple[str, str]], str]], draw: st.DataObject) -> None:
    def written(pieces: list[tuple[str, str]]) -> str:
        inner = "".join(
            extra + f'<w:t xml:space="preserve">{text.replace("&", "&amp;").replace("<", "&lt;")}</w:t>'
            for extra, text in pieces
        )
        return f"<w:r>{inner}</w:r>"

    body = "".join(wrap.format(written(pieces)) for pieces, wrap in runs)
    data = build(f"<w:p>{run('起')}{body}</w:p><w:p>{run('止')}</w:p>")
    text = read(data, name="稿.docx").text
    places = st.integers(0, len(text))
    spans = draw.draw(st.lists(st.tuples(places, places).map(sorted).map(lambda ends: Span(*ends)), max_size=4))
    made = annotate(data, *spans)
    assert_only_comments(data, made)
    assert read(made, name="稿.docx").text == text
    found = marked(made)
    assert len(found) == len(spans)
    for i, span in enumerate(spans):
        inside = "".join(one for one in span.cut(text) if not one.isspace())
        if inside and "<w:sdt>" in body:
            # A control is marked as a whole.
            assert inside in "".join(found[str(i)].split())
        elif inside:
            assert "".join(found[str(i)].split()) == f"{inside}|"
    assert annotate(made, *spans) == made
