"""What does a file say about its picture?"""

from hypothesis import given
from hypothesis import strategies as st

from media.rules.words import (
    LONGEST_CAPTION,
    LONGEST_CREDIT,
    Words,
    merged,
    printable,
    tidy,
    words_of_iptc,
    words_of_xmp,
)

anything = st.recursive(
    st.none() | st.text(max_size=20) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "xmpmeta",
                    "RDF",
                    "Description",
                    "description",
                    "Alt",
                    "Seq",
                    "li",
                    "text",
                    "rights",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
)


def test_the_credit_line_goes_before_the_photographer_and_the_rights():
    credit, byline, rights = (
        {(2, 110): b"Agency"},
        {(2, 80): [b"Ann", b"Ben"]},
        {(2, 116): b"(c) X"},
    )

    assert words_of_iptc(credit | byline | rights).credit == "Agency"
    assert words_of_iptc(byline | rights).credit == "Ann, Ben"
    assert words_of_iptc(rights).credit == "(c) X"


def test_old_agency_software_is_understood():
    assert words_of_iptc({(2, 120): "Größe".encode("latin-1")}).caption == "Größe"
    assert words_of_iptc({(2, 120): "Київ".encode()}).caption == "Київ"


def test_xmp_is_read_in_all_its_nestings():
    packet = {
        "xmpmeta": {
            "RDF": {
                "Description": [
                    {"Credit": "Courier"},
                    {
                        "description": {"Alt": {"li": {"lang": "x-default", "text": "A dock"}}},
                        "AltTextAccessibility": {"Alt": {"li": [{"text": "Boats"}, {"text": "x"}]}},
                    },
                ]
            }
        }
    }

    assert words_of_xmp(packet) == Words("A dock", "Courier", "Boats")


@given(anything)
def test_no_xmp_breaks_the_reading(packet):
    words = words_of_xmp({"xmpmeta": packet})

    assert isinstance(words.caption, str)


@given(st.dictionaries(st.tuples(st.just(2), st.integers(0, 255)), st.binary(max_size=50)))
def test_no_records_break_the_reading(records):
    assert len(words_of_iptc(records).credit) <= LONGEST_CREDIT


def test_what_is_given_goes_before_what_is_read():
    assert merged(Words(caption="Mine"), Words("Theirs", "Agency")) == Words("Mine", "Agency")


def test_a_strangers_text_loses_markup_and_tricks():
    assert (
        tidy("<b>Bold</b> &amp; <script>x</script>\x00\u202eend\n 2 < 3", 100)
        == "Bold & x end 2 < 3"
    )
    assert len(tidy("x" * 9000, LONGEST_CAPTION)) == LONGEST_CAPTION


def test_lines_of_an_editor_stay():
    assert printable("One\r\ntwo\x07 ") == "One\ntwo"
