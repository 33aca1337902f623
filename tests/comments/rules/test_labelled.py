"""The newsroom expects to be told what is odd about a file of decisions, and where."""

import pytest

from comments.rules.labelled import LONGEST_FIELD, Columns, Labelled, Odd, labelled

COLUMNS = Columns(text="said", label="label", positive="spam")
FINE = "said,label\nWell said.,fine\n"


def read(content, columns=COLUMNS, encoding="utf-8"):
    raw = content if isinstance(content, bytes) else content.encode()
    return labelled(raw.splitlines(keepends=True), columns, encoding)


@pytest.mark.parametrize(
    "written",
    [
        "said,label\nBuy,spam\nWell said.,fine\n",
        "\ufeffsaid,label\r\nBuy,spam \r\n\r\nWell said.,fine",
        '"said","label","more"\n"Buy","spam",""\n"Well said.","fine","x,y"\n',
    ],
)
def test_a_file_may_be_written_by_any_program(written):
    assert read(written) == [
        Labelled("Buy", rejected=True),
        Labelled("Well said.", rejected=False),
    ]


def test_another_encoding_can_be_named():
    written = "said,label\nCaf\u00e9,spam\nfine,fine\n".encode("latin-1")

    with pytest.raises(Odd, match=r"line 2: this is not utf-8.*--encoding latin-1"):
        read(written)
    assert read(written, encoding="latin-1")[0].text == "Caf\u00e9"


def test_halves_of_characters_are_refused():
    with pytest.raises(Odd, match="line 2: this is not raw_unicode_escape"):
        read(b"said,label\nsad \\ud83d,spam\nfine,fine\n", encoding="raw_unicode_escape")


def test_a_column_of_categories_may_be_named():
    columns = Columns("said", "label", "spam", "desk")

    assert read("said,desk,label\nBuy, arts ,spam\nWell,,fine\n", columns)[0].category == "arts"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "it is empty"),
        ("text,label\nBuy,spam\n", "line 1: no column said; there is text, label"),
        ("said,label\n", "line 2: no row"),
        (FINE, r"no label in label is spam; there is fine \(1\)"),
        (FINE + "Buy,Spam\n", r"no label in label is spam; there is fine \(1\), Spam \(1\)"),
        ("said,label\nBuy,spam\n", r"every label in label is spam; there is spam \(1\)"),
        (FINE + "Buy\n", "line 3: fewer than 2 columns"),
        (FINE + "Buy, now,spam\n", "line 3: more than 2 columns"),
        (FINE + '"Buy,spam\n', "line 3: unexpected end of data"),
    ],
)
def test_what_is_odd_is_said_with_its_line(written, said):
    with pytest.raises(Odd, match=said):
        read(written)


def test_a_field_that_never_ends_is_said():
    with pytest.raises(Odd, match="line 3: field larger"):
        read(FINE + "x" * (LONGEST_FIELD + 1))
