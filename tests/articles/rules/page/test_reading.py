import pytest

from articles.rules.page import Unreadable, read_manuscript


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_reads_the_same_in_every_accepted_encoding(encoding):
    text = "“Wir sind bereit” – Привет\r\nשלום"

    assert read_manuscript(text.encode(encoding)) == text


def test_big_endian_utf16_with_a_mark_is_accepted():
    assert read_manuscript(b"\xfe\xff" + "Tide".encode("utf-16-be")) == "Tide"


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b" \r\n\t\n", "empty", "empty"),
        (b"\xef\xbb\xbf", "empty", "empty"),
        (b"PK\x03\x04\x00\x00", "binary", "byte 4"),
        ("Ti\x00de".encode("utf-16"), "binary", "NUL"),
        ("Müller".encode("latin-1"), "wrong_encoding", "byte 1"),
        (b"\xef\xbb\xbfM\xfcller", "wrong_encoding", "byte 4"),
        (b"\xff\xfea", "wrong_encoding", "byte 2"),
        (b"a" * 2_000_001, "too_large", "2,000,001"),
    ],
)
def test_a_file_that_is_no_manuscript_is_refused_in_one_clear_sentence(data, code, says):
    with pytest.raises(Unreadable) as refused:
        read_manuscript(data)

    assert refused.value.code == code
    assert says in refused.value.sentence
    assert "\n" not in str(refused.value)
