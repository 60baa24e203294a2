import pickle
import subprocess
import sys
from decimal import Decimal

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

TEXT = "2024年度收入总计1,234.50万元，增长5.2%。共有车辆3辆。"


def pipeline(language: str = "zh", **config: str) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("gouji_quantities", config=config)
    nlp.add_pipe("gouji_claims", config=config)
    return nlp


@pytest.mark.parametrize("language", ["zh", "en", "xx"])
def test_marks_quantities_and_claims_in_any_pipeline(language: str) -> None:
    doc = pipeline(language)(TEXT)
    assert [quantity.value for quantity in doc._.gouji_quantities] == [Decimal("1234.50"), Decimal("5.2"), Decimal(3)]
    assert [span.label_ for span in doc.spans["gouji_quantities"]] == ["money", "ratio", "count"]
    assert {claim.quantity.value for claim in doc._.gouji_claims if claim.quantity} >= {Decimal("1234.50")}
    assert len(doc.spans["gouji_claims"]) == len(doc._.gouji_claims)


def test_spans_are_whole_tokens_around_the_characters() -> None:
    doc = pipeline("zh")(TEXT)
    for span, quantity in zip(doc.spans["gouji_quantities"], doc._.gouji_quantities, strict=True):
        assert span.start_char <= quantity.span.start
        assert span.end_char >= quantity.span.end
        assert span._.gouji_quantity == quantity
    for span, claim in zip(doc.spans["gouji_claims"], doc._.gouji_claims, strict=True):
        assert span._.gouji_claim == claim


def test_documents_and_pipelines_serialise() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.gouji_claims == doc._.gouji_claims
    assert pickle.loads(pickle.dumps(nlp))(TEXT)._.gouji_claims == doc._.gouji_claims
    other = pipeline().from_bytes(nlp.to_bytes())
    assert other(TEXT)._.gouji_quantities == doc._.gouji_quantities


def test_profile_is_configuration() -> None:
    nlp = pipeline(profile="final-accounts")
    assert nlp.config["components"]["gouji_claims"]["profile"] == "final-accounts"
    assert nlp(TEXT)._.gouji_claims


def test_bare_document_has_no_claims() -> None:
    doc = spacy.blank("zh")("没有数字。")
    assert doc._.gouji_claims == ()
    assert pipeline()("没有数字。").spans["gouji_quantities"].__len__() == 0


def test_extraction_itself_does_not_load_spacy() -> None:
    code = "import sys, gouji.extract as e; e.extract_text('收入5万元。'); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
