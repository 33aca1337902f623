"""The newsroom expects that what a story was is seen at the desk, and comes back by one button."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.publish import publish
from articles.actions.restore import restore
from articles.actions.submit import submit
from articles.actions.write_copy import create_article, write_copy
from articles.models import Revision
from articles.queries.working_copy import load
from articles.rules.copy import Quote
from cms.kernel import clock as newsroom_clock
from tests.articles.admin.desk import change, told
from tests.articles.queries.test_comparison import long, with_block
from tests.stories import a_photo


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def reader(client, moss):
    """Moss at the desk, who may look at stories and not change them."""
    moss.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(moss)
    return client


def past(article, query=""):
    return f"/admin/articles/article/{article.pk}/history/{query}"


def compared(article, query=""):
    return f"/admin/articles/article/{article.pk}/compare/{query}"


def restored(article, which):
    return f"/admin/articles/article/{article.pk}/restore/{which}/"


def events(page):
    return [shown for _day, shown in page.context["days"] for shown in shown]


def test_saves_and_moves_stand_in_one_list_by_day(clock, desk, ada, draft_story):
    clock.shift(24 * 3600)
    submit(draft_story.pk, by=ada)
    clock.shift(60)
    copy = load(draft_story)
    changed = with_block(replace(copy, headline="Better"), 0, html="<p>Better.</p>")
    write_copy(draft_story.pk, changed, by=ada, version=1)

    page = desk.get(past(draft_story))

    assert [f"{day:%d}" for day, _events in page.context["days"]] == ["23", "22"]
    newest, middle, oldest = events(page)
    assert newest["did"] == "changed: headline; 1 text changed"
    assert middle["event"].entry.did == "submitted"
    assert (oldest["why"], oldest["did"]) == ("created", "")
    says = page.content.decode()
    assert "Submitted" in says
    assert f"{compared(draft_story)}?from=1&amp;to=2" in says
    assert restored(draft_story, 1) in says
    assert restored(draft_story, 2) not in says


def test_the_revision_that_readers_see_is_marked(clock, desk, ada, strike_story):
    copy = load(strike_story)
    clock.shift(60)
    write_copy(strike_story.pk, replace(copy, headline="Unseen"), by=ada, version=1)
    publish(strike_story.pk, by=ada, at=newsroom_clock.now() + timedelta(days=1))

    page = desk.get(past(strike_story))

    assert page.status_code == 200
    live = {e["event"].revision.number: e["event"].is_live for e in events(page) if "did" in e}
    assert live == {1: True, 2: False}
    says = page.content.decode()
    assert "A change goes live" in says
    assert "Edition 2 goes live" in says
    assert f"{compared(strike_story)}?from=live&amp;to=now" in says


def test_a_live_story_without_changes_asks_for_no_comparison(desk, strike_story):
    says = desk.get(past(strike_story)).content.decode()

    assert "Readers see this" in says
    assert "?from=live" not in says


def test_what_was_restored_says_so_once(desk, ada, draft_story):
    copy = load(draft_story)
    write_copy(draft_story.pk, replace(copy, headline="Worse"), by=ada, version=1)
    restore(draft_story.pk, number=1, by=ada)

    shown = events(desk.get(past(draft_story)))

    assert [e["why"] for e in shown] == ["restored revision 1", "", "created"]


def test_a_long_history_has_pages(desk, ada, draft_story):
    copy = load(draft_story)
    for number in range(30):
        write_copy(draft_story.pk, replace(copy, headline=f"H {number}"), by=ada, version=None)

    first, second = desk.get(past(draft_story)), desk.get(past(draft_story, "?page=2"))

    assert (len(events(first)), len(events(second))) == (25, 6)
    assert events(second)[0]["did"] == "changed: headline"
    assert len(events(desk.get(past(draft_story, "?page=99")))) == 6
    assert len(events(desk.get(past(draft_story, "?page=x")))) == 25


def test_history_and_comparison_cost_the_same_for_3_and_for_200_blocks(desk, ada, story_copy, rosa):
    photo, counts = a_photo("#667788"), []
    for number, blocks in enumerate((3, 200)):
        copy = replace(long(story_copy(), blocks, rosa.pk, photo), slug=f"long-{number}")
        article = create_article(copy, by=ada)
        publish(article.pk, by=ada)
        changed = with_block(load(article), 1, text="Other words")
        write_copy(article.pk, changed, by=ada, version=None)
        with CaptureQueriesContext(connection) as looked:
            assert desk.get(past(article)).status_code == 200
        with CaptureQueriesContext(connection) as compared_:
            assert desk.get(compared(article)).status_code == 200
        counts.append((len(looked), len(compared_)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 20
    assert counts[0][1] <= 40


def test_a_history_of_many_saves_costs_what_one_save_costs(desk, ada, draft_story):
    copy, counts = load(draft_story), []
    for number in range(20):
        write_copy(draft_story.pk, replace(copy, headline=f"H {number}"), by=ada, version=None)
        if number in {0, 19}:
            with CaptureQueriesContext(connection) as looked:
                desk.get(past(draft_story))
            counts.append(len(looked))

    assert counts[0] == counts[1]


def test_what_readers_see_stands_against_what_you_have(desk, ada, strike_story):
    copy = with_block(load(strike_story), 0, html="<p>Nothing moved on the dark quay.</p>")
    write_copy(strike_story.pk, copy, by=ada, version=1)

    says = desk.get(compared(strike_story)).content.decode()

    assert "From what readers see to what you have" in says
    assert '<ins><span class="visually-hidden">added: </span>dark</ins>' in says
    assert "… 3 blocks unchanged" in says
    assert f'action="{restored(strike_story, "live")}"' in says


def test_text_is_shown_as_text(desk, ada, draft_story):
    copy = load(draft_story)
    hostile = replace(copy, headline="<b>One</b>", standfirst="<script>x</script>")
    write_copy(draft_story.pk, hostile, by=ada, version=1)

    says = desk.get(compared(draft_story, "?from=1&to=now")).content.decode()

    assert "<script>x</script>" not in says
    assert "&lt;script&gt;" in says


def test_equal_states_do_not_differ(desk, strike_story):
    says = desk.get(compared(strike_story, "?from=1&to=now")).content.decode()

    assert "Nothing differs." in says
    assert "Restore" not in says


def test_one_revision_alone_is_compared_with_what_you_have(desk, draft_story):
    assert desk.get(compared(draft_story)).status_code == 200


@pytest.mark.parametrize(
    "query", ["?from=9", "?from=0", "?to=9", f"?from={2**31}", f"?to={10**30}", "?from=live"]
)
def test_a_revision_that_does_not_exist_is_not_found(desk, draft_story, query):
    assert desk.get(compared(draft_story, query)).status_code == 404


@pytest.mark.parametrize("query", ["?from=", "?from=x", "?to=-1", "?from=1.5", "?to=²"])
def test_a_query_that_makes_no_sense_is_told_so_plainly(desk, draft_story, query):
    page = desk.get(compared(draft_story, query))

    assert page.status_code == 400
    assert "Choose two states of the story to compare." in page.content.decode()


def test_a_story_that_does_not_exist_has_no_past(desk, db):
    for page in (
        "/admin/articles/article/99/compare/",
        f"/admin/articles/article/{10**30}/compare/",
    ):
        assert desk.get(page).status_code == 404
    assert desk.post("/admin/articles/article/99/restore/1/").status_code == 404
    for odd in ("99", "x", "²", 10**30):
        assert desk.get(f"/admin/articles/article/{odd}/history/").status_code == 302


def test_one_block_is_restored_and_the_rest_stays(desk, ada, draft_story, rosa):
    copy = replace(load(draft_story), headline="Changed")
    quote = copy.blocks()[2]
    write_copy(draft_story.pk, with_block(copy, 2, text="Changed."), by=ada, version=1)

    page = desk.post(restored(draft_story, 1), {"part": quote.id, "version": "2"}, follow=True)

    assert page.redirect_chain[-1][0] == f"{compared(draft_story)}?from=1&to=now"
    assert "again what it was in revision 1; the rest stayed" in told(page)
    assert f"{compared(draft_story)}?from=2&amp;to=now" in told(page)
    assert load(draft_story).blocks()[2] == quote
    draft_story.refresh_from_db()
    assert draft_story.headline == "Changed"


def test_a_restored_block_can_be_taken_back(desk, ada, draft_story):
    copy = with_block(load(draft_story), 2, text="Changed.")
    write_copy(draft_story.pk, copy, by=ada, version=1)
    part = copy.blocks()[2].id
    desk.post(restored(draft_story, 1), {"part": part})

    desk.post(restored(draft_story, 2), {"part": part})

    assert load(draft_story) == copy


def test_all_that_readers_see_is_restored(desk, ada, strike_story):
    copy = load(strike_story)
    write_copy(strike_story.pk, replace(copy, headline="Unseen"), by=ada, version=1)

    page = desk.post(restored(strike_story, "live"), {"version": "2"}, follow=True)

    assert "The story is again what readers see." in told(page)
    assert page.redirect_chain[-1][0] == change(strike_story)
    assert load(strike_story).headline == copy.headline


def test_what_somebody_saved_meanwhile_is_not_restored_over(desk, ada, draft_story):
    copy = load(draft_story)
    write_copy(draft_story.pk, replace(copy, headline="Theirs"), by=ada, version=1)

    page = desk.post(restored(draft_story, 1), {"version": "1"}, follow=True)

    assert "Somebody saved this story meanwhile" in told(page)
    draft_story.refresh_from_db()
    assert (draft_story.headline, draft_story.version) == ("Theirs", 2)


@pytest.mark.parametrize("data", [{}, {"part": "/headline"}])
def test_what_is_so_already_is_told_and_a_part_that_was_not_there_too(desk, draft_story, data):
    page = desk.post(restored(draft_story, 1), {"part": "/headline"}, follow=True)
    gone = desk.post(restored(draft_story, 1), {"part": "nosuchblock"}, follow=True)

    assert "It is so already" in told(page)
    assert "There is nothing here." in told(gone)
    assert Revision.objects.filter(article=draft_story).count() == 1


def test_a_restoration_is_asked_for_by_a_button_only(desk, draft_story):
    assert desk.get(restored(draft_story, 1)).status_code == 405
    assert desk.post(restored(draft_story, "x")).status_code == 404
    assert Revision.objects.filter(article=draft_story).count() == 1


def test_who_may_only_look_compares_and_restores_nothing(reader, ada, draft_story):
    copy = load(draft_story)
    write_copy(draft_story.pk, replace(copy, headline="New"), by=ada, version=1)

    page = reader.get(compared(draft_story, "?from=1&to=now"))
    answer = reader.post(restored(draft_story, 1), {"part": "/headline"})

    assert page.status_code == 200
    assert b"Restore" not in page.content
    assert b"Restore</" not in reader.get(past(draft_story)).content
    assert answer.status_code == 403
    draft_story.refresh_from_db()
    assert draft_story.headline == "New"


def test_who_may_not_look_sees_no_past(client, moss, draft_story):
    client.force_login(moss)

    assert client.get(past(draft_story)).status_code == 403
    assert client.get(compared(draft_story)).status_code == 403


def test_the_bar_leads_to_what_readers_do_not_see_yet(desk, ada, strike_story):
    link = f'href="{compared(strike_story)}?from=live&amp;to=now"'
    before = desk.get(change(strike_story)).content.decode()
    write_copy(strike_story.pk, replace(load(strike_story), headline="Unseen"), by=ada, version=1)

    assert link not in before
    assert link in desk.get(change(strike_story)).content.decode()


def test_a_text_from_right_to_left_runs_so(desk, ada, draft_story, rosa):
    copy = load(draft_story)
    opening = replace(copy.sections[0], blocks=(Quote("", "لم يتحرك شيء.", rosa.pk),))
    write_copy(draft_story.pk, copy.with_sections((opening,)), by=ada, version=1)

    says = desk.get(compared(draft_story, "?from=1&to=now")).content.decode()

    assert 'class="past-words" dir="auto"' in says
