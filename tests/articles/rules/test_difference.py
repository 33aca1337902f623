"""What changed between two states of a story: the newsroom expects that ..."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.rules.copy import ArticleCopy, Passage, Section
from articles.rules.difference import Place, difference


def story(*sections: tuple[str, ...], **facts) -> ArticleCopy:
    """Return a story of sections, each of blocks that are written as their own ids."""
    return ArticleCopy(
        **facts,
        sections=tuple(
            Section(f"s{n}", blocks=tuple(Passage(key, f"<p>{key}</p>") for key in keys))
            for n, keys in enumerate(sections)
        ),
    )


def changes(before, after):
    return [(c.id, c.change) for c in difference(before, after).blocks]


def test_nothing_changed_in_the_same_story():
    found = difference(story(("a", "b")), story(("a", "b")))

    assert (found.facts, found.sections, found.blocks) == ([], [], [])


def test_facts_are_told_before_and_after():
    found = difference(story(headline="Old"), story(headline="New")).facts

    assert [(f.field, f.before, f.after) for f in found] == [("/headline", "Old", "New")]


def test_added_and_removed_blocks_are_named():
    assert changes(story(("a", "b")), story(("a", "c"))) == [("c", "added"), ("b", "removed")]


def test_a_block_that_was_carried_past_the_others_moved_alone():
    assert changes(story(("a", "b", "c", "d")), story(("d", "a", "b", "c"))) == [("d", "moved")]
    assert changes(story(("a", "b", "c", "d")), story(("b", "c", "d", "a"))) == [("a", "moved")]


def test_a_block_that_changed_its_section_moved():
    found = difference(story(("a", "b"), ()), story(("a",), ("b",))).blocks

    assert [(c.id, c.change, c.was_at, c.is_at) for c in found] == [
        ("b", "moved", Place("s0", 1), Place("s1", 0)),
    ]


def test_a_section_that_was_carried_along_takes_its_blocks_with_it():
    before = story(("a", "b"), ("c", "d", "e"))
    after = before.with_sections(before.sections[::-1])

    found = difference(before, after)

    assert [(c.id, c.change) for c in found.sections] in ([("s0", "moved")], [("s1", "moved")])
    assert found.blocks == []


def test_what_is_moved_and_changed_is_both():
    before, after = story(("a", "b", "c")), story(("c", "a", "b"))
    first = after.sections[0]
    after = after.with_sections(
        (replace(first, blocks=(Passage("c", "<p>new</p>"), *first.blocks[1:])),)
    )

    (change,) = difference(before, after).blocks

    assert (change.change, change.moved) == ("changed", True)
    assert (change.before["html"], change.after["html"]) == ("<p>c</p>", "<p>new</p>")


def test_a_heading_that_changed_is_a_change_of_the_section_alone():
    before = story(("a",))
    after = before.with_sections((replace(before.sections[0], heading="New"),))

    found = difference(before, after)

    assert [(c.id, c.change) for c in found.sections] == [("s0", "changed")]
    assert found.blocks == []


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(before=keys, after=keys)
def test_what_did_not_move_keeps_its_order_and_as_little_as_possible_moved(before, after):
    found = dict(changes(story(tuple(before)), story(tuple(after))))

    assert {k for k, change in found.items() if change == "added"} == set(after) - set(before)
    assert {k for k, change in found.items() if change == "removed"} == set(before) - set(after)
    kept = [key for key in after if key in before and key not in found]
    assert kept == [key for key in before if key in kept]
    for moved in (key for key, change in found.items() if change == "moved"):
        with_it = [key for key in after if key in kept or key == moved]
        assert with_it != [key for key in before if key in with_it]
