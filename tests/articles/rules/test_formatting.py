"""What changed beside the words: the newsroom expects that ..."""

from articles.rules.formatting import formatting


def test_a_link_that_leads_elsewhere_is_told_with_both_addresses():
    found = formatting(
        '<p>See <a href="https://a.example/?x=1&amp;y=2">here</a>.</p>',
        '<p>See <a href="https://b.example/">here</a>.</p>',
        same_words=True,
    )

    assert found.links_changed
    assert found.links_before == ("https://a.example/?x=1&y=2",)
    assert not found.is_all


def test_only_the_setting_changed_where_the_words_and_links_are_the_same():
    found = formatting("<p>Now.</p>", "<p><strong>Now.</strong></p>", same_words=True)

    assert found.is_all
    assert not found.links_changed


def test_the_setting_is_not_worth_a_word_where_the_words_changed():
    assert not formatting("<p>Now.</p>", "<p><em>Then.</em></p>", same_words=False).is_all
