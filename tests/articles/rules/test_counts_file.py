"""The newsroom expects that a file of counts is understood, or told line by line what is odd."""

from datetime import UTC, datetime

import pytest

from articles.rules.counts_file import Line, read_counts

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HEAD = "article,what,n,as_of"


def read(*lines, head=HEAD):
    return read_counts([line.encode() + b"\n" for line in (head, *lines)], NOW)


def test_every_line_is_a_count_with_its_moment():
    found, odd = read("strike,facebook,120,2026-11-01", "wp-7,views,9,2026-11-01T10:00:00+02:00")

    assert odd == []
    assert found == [
        Line(2, "strike", "", "facebook", 120, datetime(2026, 11, 1, tzinfo=UTC)),
        Line(3, "wp-7", "", "views", 9, datetime(2026, 11, 1, 8, tzinfo=UTC)),
    ]


def test_what_spreadsheets_write_is_read():
    text = "\ufeffn; as_of ;what;article;language;note\r\n007;2026-11-22;x;strike;es;\r\n"

    found, odd = read_counts([line.encode() for line in text.splitlines(keepends=True)], NOW)

    assert odd == []
    assert (found[0].n, found[0].language, found[0].article) == (7, "es", "strike")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",x,1,2026-11-01", "no article"),
        ("strike,myspace,1,2026-11-01", "what is 'myspace'"),
        ("strike,shares,1,2026-11-01", "by network"),
        ("strike,comments,1,2026-11-01", "import_comments"),
        ("strike,x,-1,2026-11-01", "n is '-1'"),
        ("strike,x,1.5,2026-11-01", "n is '1.5'"),
        ("strike,x,٣,2026-11-01", "n is '٣'"),
        ("strike,x,,2026-11-01", "n is ''"),
        ("strike,x,99999999999999999,2026-11-01", "more than"),
        ("strike,x,9007199254740992,2026-11-01", "more than"),
        ("strike,x,1,yesterday", "as_of is 'yesterday'"),
        ("strike,x,1,2026-13-01", "as_of"),
        ("strike,x,1,2026-11-23", "to come"),
        ("strike,x,1", "more or fewer columns"),
        ("strike,x,1,2026-11-01,5", "more or fewer columns"),
        ('strike,"x"y,1,2026-11-01', "expected after"),
    ],
)
def test_what_is_odd_is_said_with_its_line(line, said):
    found, odd = read("ok,x,1,2026-11-01", line)

    assert [one.article for one in found] == ["ok"]
    assert [one.line for one in odd] == [3]
    assert said in odd[0].said


def test_all_flaws_are_told_at_once():
    _found, odd = read("a,x,no,2026-11-01", "b,x,1,2026-11-01", "b,x,2,2026-11-01", "c,y,1,1")

    assert sorted(one.line for one in odd) == [2, 4, 5]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "no column article, what, n, as_of"),
        ([b"article,n\n"], "no column what, as_of"),
        ([b"article,what,n,as_of\n", b"caf\xe9,x,1,2026-11-01\n"], "not UTF-8"),
    ],
)
def test_a_file_that_is_none_is_told_so(lines, said):
    found, odd = read_counts(lines, NOW)

    assert found == []
    assert said in odd[0].said
