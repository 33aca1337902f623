"""The newsroom expects that lists and the first page work for people with a mouse or only keys."""

from articles.actions.popularity import count_event
from articles.actions.submit import submit
from articles.actions.write_copy import create_article
from articles.models import Edition
from cms.kernel import clock as newsroom_clock
from comments.models import Comment

LIST = "/admin/articles/article/"
HERE = "document.activeElement.closest('.today-card')?.getAttribute('aria-labelledby')"
KEYS = 120  # more than the first page has places for


def _choose(page, *headlines):
    for headline in headlines:
        page.locator("#result_list tr", has_text=headline).get_by_role("checkbox").check()


def test_two_are_published_together_and_the_one_that_lacks_something_says_what(
    desk, live_server, ada, draft_story, story_copy
):
    create_article(story_copy(headline="Half a story", slug="half", standfirst=""), by=ada)
    desk.goto(f"{live_server.url}{LIST}?view=mine")

    _choose(desk, "Secret: the mayor resigns", "Half a story")
    desk.select_option("select[name=action]", "publish_selected")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_text("The standfirst is missing.").wait_for()
    desk.get_by_role("button", name="Publish these now").click()
    desk.get_by_text("Published: 1.").wait_for()

    assert [edition.article_id for edition in Edition.objects.all()] == [draft_story.pk]
    assert desk.url.endswith("?view=mine")


def test_tags_are_found_while_typing_and_put_on_many(
    desk, live_server, strikes, draft_story, ada, story_copy
):
    other = create_article(story_copy(slug="other", headline="Other", tags=()), by=ada)
    desk.goto(f"{live_server.url}{LIST}")

    _choose(desk, "Secret: the mayor resigns", "Other")
    desk.select_option("select[name=action]", "tag_selected")
    desk.get_by_role("button", name="Go").click()
    desk.locator(".together-add .select2-search__field").fill("stri")
    desk.locator(".select2-results__option", has_text="Strikes").click()
    desk.get_by_label("Add new tags").fill("Night shift")
    desk.get_by_role("button", name="Tag these").click()
    desk.get_by_text("Tagged: 2.").wait_for()

    assert {tag.name for tag in other.tags.all()} == {"Strikes", "Night shift"}


def test_a_saved_view_is_a_tab_that_keeps_the_words_of_the_search(
    desk, live_server, ada, strike_story, draft_story
):
    submit(draft_story.pk, by=ada)
    desk.goto(f"{live_server.url}{LIST}?q=berit")

    desk.get_by_role("navigation", name="Views").get_by_role("link", name="Submitted").click()
    desk.wait_for_url("**view=submitted**")

    assert "q=berit" in desk.url
    assert desk.locator("#result_list .list-headline").all_inner_texts() == [
        "Secret: the mayor resigns"
    ]
    assert desk.locator(".list-views [aria-current]").inner_text().startswith("Submitted")


def test_on_a_telephone_stories_are_cards_that_fit(desk, live_server, strike_story, draft_story):
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(f"{live_server.url}{LIST}")

    width = desk.evaluate("document.documentElement.scrollWidth")
    card = desk.locator("#result_list tbody tr").first.bounding_box()

    assert width == 390
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 390


def test_the_first_page_draws_its_plots_and_keys_reach_every_card(
    desk, live_server, ada, strike_story, draft_story
):
    now = newsroom_clock.now()
    count_event(article_id=strike_story.pk, metric="views", n=40, at=now)
    Comment.objects.create(article=strike_story, text="?")
    desk.goto(f"{live_server.url}/admin/")

    line = desk.locator("#content .plot-line").first.bounding_box()
    cards = set(desk.locator(".today-card").evaluate_all(
        "cards => cards.map(card => card.getAttribute('aria-labelledby'))"
    ))  # fmt: skip
    reached = set()
    for _key in range(KEYS):
        desk.keyboard.press("Tab")
        reached.add(desk.evaluate(HERE))

    assert line["width"] > 100
    assert len(cards) == 9
    assert cards <= reached


def test_the_figures_of_a_plot_open_as_a_table_by_key(desk, live_server, strike_story):
    count_event(article_id=strike_story.pk, metric="views", n=41, at=newsroom_clock.now())
    desk.goto(f"{live_server.url}/admin/")

    summary = desk.locator(".today-panel summary").first
    summary.focus()
    desk.keyboard.press("Enter")

    desk.locator(".today-panel td", has_text="41").first.wait_for()
