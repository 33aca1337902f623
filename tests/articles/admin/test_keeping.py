"""While somebody types: the newsroom expects that ..."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import (
    Article,
    Edition,
    Presence,
    Revision,
    RollingRevision,
    TimelineEntry,
)
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, Passage, Section
from articles.rules.document import written
from tests.articles.admin.desk import ADD, change, told, typed

BEGIN, TOKEN = "/admin/articles/article/desk/begin/", "/admin/articles/article/desk/beat/"
FIRST = "Nothing moved on the quay."


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def berits_desk(django_user_model):
    """Another editor, at another desk."""
    user = django_user_model.objects.create_user("berit", is_staff=True, first_name="Berit")
    names = ["add_article", "change_article", "publish_article", "view_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    other = Client()
    other.force_login(user)
    return other


def door(story: Article, name: str = "beat") -> str:
    return f"/admin/articles/article/{story.pk}/desk/{name}/"


def beat(client: Client, story: Article, before: str = "", after: str = "", **facts: Any) -> Any:
    """Send the form as it is, with some words typed anew."""
    posted = typed(story, **facts)
    posted["body"] = posted["body"].replace(before, after) if before else posted["body"]
    return client.post(door(story), posted | {"typed": "1"})


def standing(story: Article) -> tuple[Any, ...]:
    """Return all that typing must not touch."""
    story.refresh_from_db()
    return (
        story.version, story.changed_at, written(load(story)), Revision.objects.count(),
        TimelineEntry.objects.count(),
        list(Edition.objects.order_by("pk").values_list("pk", "content", "detail", "etag")),
    )  # fmt: skip


def test_what_is_typed_is_kept_beside_the_story_and_nowhere_else(desk, ada, strike_story):
    before = standing(strike_story)

    answer = beat(desk, strike_story, FIRST, "Everything moved.", headline="New")

    assert answer.status_code == 200
    assert answer.json()["kept_at"]
    row = RollingRevision.objects.get()
    assert (row.article_id, row.by_id, row.seen_version) == (strike_story.pk, ada.pk, 1)
    assert row.tree["headline"] == "New"
    assert row.tree["sections"][0]["blocks"][0]["html"] == "<p>Everything moved.</p>"
    assert standing(strike_story) == before


def test_typing_on_writes_the_one_row_anew(desk, strike_story):
    beat(desk, strike_story, headline="One")

    beat(desk, strike_story, headline="Two")

    assert RollingRevision.objects.get().tree["headline"] == "Two"


def test_what_is_half_typed_is_kept_as_it_was_typed(desk, strike_story):
    answer = beat(
        desk, strike_story, slug="not a slug!", source_url="htp:/half", canonical_url="x",
        headline="y" * 400, lead_photo="99999", category="", language="xx-not-known-at-all",
    )  # fmt: skip

    assert answer.status_code == 200
    tree = RollingRevision.objects.get().tree
    assert (tree["slug"], tree["source"]["url"]) == ("not a slug!", "htp:/half")
    assert (tree["headline"], tree["lead"]["photo"]) == ("y" * 400, 99999)


def test_markup_that_a_story_cannot_hold_is_named_and_what_was_kept_stays(desk, strike_story):
    beat(desk, strike_story, headline="Kept")

    answer = beat(desk, strike_story, body="<p>Before.</p><table></table>")

    assert answer.status_code == 422
    assert "cannot hold <table>" in answer.json()["error"]
    assert RollingRevision.objects.get().tree["headline"] == "Kept"


def test_words_that_were_taken_back_need_no_keeping(desk, strike_story):
    beat(desk, strike_story, headline="New")

    answer = beat(desk, strike_story)

    assert answer.json()["kept_at"] is None
    assert not RollingRevision.objects.exists()


def test_a_late_beat_does_not_bring_back_what_was_saved(desk, strike_story):
    mine = typed(strike_story, headline="Saved")
    mine["body"] += "<p>And a new paragraph.</p>"
    desk.post(change(strike_story), mine)

    desk.post(door(strike_story), mine | {"typed": "1"})

    assert not RollingRevision.objects.exists()


def test_the_form_opens_with_what_was_typed_and_says_so(desk, strike_story):
    moved = "Everything moved on the quay."
    beat(desk, strike_story, FIRST, moved, headline="New", source_url="htp:/half")

    page = desk.get(change(strike_story))

    form = page.context["adminform"].form
    assert form["headline"].value() == "New"
    assert moved in form["body"].value()
    says = page.content.decode()
    assert "and did not save it" in says
    assert 'value="htp:/half"' in says
    assert "<mark>Everything</mark> moved" in says
    assert [place.title for place in form.kept.places()] == ["Headline", "Text", "Source"]


def test_what_was_typed_is_saved_by_saving(desk, strike_story):
    beat(desk, strike_story, headline="New")
    form = desk.get(change(strike_story)).context["adminform"].form

    desk.post(change(strike_story), typed(strike_story, headline=form["headline"].value()))

    strike_story.refresh_from_db()
    assert (strike_story.headline, strike_story.version) == ("New", 2)
    assert not RollingRevision.objects.exists()
    assert desk.get(change(strike_story)).context["adminform"].form.kept is None


def test_what_was_typed_before_somebody_saved_is_merged_when_it_is_saved(
    desk, berits_desk, strike_story
):
    beat(desk, strike_story, FIRST, "Everything moved.")
    berits_desk.post(change(strike_story), typed(strike_story, headline="By Berit"))

    form = desk.get(change(strike_story)).context["adminform"].form
    mine = typed(strike_story, body=form["body"].value(), headline=form["headline"].value(),
                 seen_version=form["seen_version"].value())  # fmt: skip
    page = desk.post(change(strike_story), mine, follow=True)

    assert form.kept.is_stale
    assert "berit saved meanwhile" in told(page)
    strike_story.refresh_from_db()
    assert strike_story.headline == "By Berit"
    assert load(strike_story).blocks()[0].html == "<p>Everything moved.</p>"


def test_discarding_takes_it_away_and_leaves_the_story(desk, strike_story):
    beat(desk, strike_story, headline="New")
    before = standing(strike_story)

    page = desk.post(door(strike_story, "discard"), typed(strike_story), follow=True)

    assert "discarded" in told(page)
    assert not RollingRevision.objects.exists()
    assert standing(strike_story) == before
    assert desk.get(door(strike_story, "discard")).status_code == 405


def test_two_editors_keep_what_they_type_apart(desk, berits_desk, strike_story):
    beat(desk, strike_story, headline="Ada's")
    beat(berits_desk, strike_story, headline="Berit's")
    beat(desk, strike_story, standfirst="Ada's too", headline="Ada's")

    kept = {row.by.username: row.tree["headline"] for row in RollingRevision.objects.all()}
    assert kept == {"ada": "Ada's", "berit": "Berit's"}
    form = berits_desk.get(change(strike_story)).context["adminform"].form
    assert form["headline"].value() == "Berit's"


def test_a_contributor_keeps_what_he_types_into_his_own_draft(
    django_user_model, client, draft_story, strike_story
):
    nell = django_user_model.objects.create_user("nell", is_staff=True)
    names = ["change_article", "view_article"]
    nell.user_permissions.set(Permission.objects.filter(codename__in=names))
    Article.objects.filter(pk=draft_story.pk).update(created_by=nell)
    client.force_login(nell)

    own = beat(client, draft_story, headline="Nell's")
    others = beat(client, strike_story, headline="Nell's")

    assert (own.status_code, others.status_code) == (200, 403)
    assert [row.article_id for row in RollingRevision.objects.all()] == [draft_story.pk]


def test_the_first_words_of_a_new_story_make_one_draft(desk, ada):
    words = typed(headline="A new st", body="<p>One.</p>", draft_key="0f8d-page-one")

    first = desk.post(BEGIN, words)
    again = desk.post(BEGIN, words | {"headline": "A new story"})

    story = Article.objects.get()
    assert first.json()["story"] == again.json()["story"] == story.pk
    assert first.json()["change"] == change(story)
    assert (story.headline, story.version, story.created_by) == ("A new st", 1, ada)
    assert load(story).sections == ()
    form = desk.get(change(story)).context["adminform"].form
    assert form["headline"].value() == "A new story"
    assert "One." in form["body"].value()


def test_a_page_that_was_begun_and_is_saved_at_the_old_address_makes_no_second_story(desk):
    words = typed(headline="A new story", body="<p>One.</p>", draft_key="0f8d-page-one")
    desk.post(BEGIN, words)

    for _time in range(2):
        assert desk.post(ADD, words).status_code == 302

    story = Article.objects.get()
    assert (story.version, load(story).blocks()[0].html) == (2, "<p>One.</p>")
    assert not RollingRevision.objects.exists()


def test_a_page_that_is_sent_twice_makes_one_story(desk):
    words = typed(headline="A new story", draft_key="0f8d-page-two")

    for _time in range(2):
        assert desk.post(ADD, words).status_code == 302

    assert Article.objects.get().version == 1


def test_who_is_signed_out_is_told_so_and_nothing_is_kept(client, strike_story):
    for where in (door(strike_story), door(strike_story, "take"), BEGIN):
        answer = client.post(where, typed(strike_story) | {"typed": "1"})
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")

    assert client.get(TOKEN).status_code == 401
    assert not RollingRevision.objects.exists()
    assert not Presence.objects.exists()


def test_the_words_of_one_editor_never_become_those_of_another(desk, berits_desk, strike_story):
    me = desk.get(TOKEN).json()["editor"]

    answer = berits_desk.post(door(strike_story), typed(strike_story, headline="x", editor=me)
                              | {"typed": "1"})  # fmt: skip

    assert (answer.status_code, answer.json()["code"]) == (409, "somebody_else")
    assert not RollingRevision.objects.exists()


def test_somebody_who_may_only_look_keeps_nothing_and_is_not_there(client, moss, strike_story):
    moss.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(moss)

    assert beat(client, strike_story, headline="x").status_code == 403
    assert client.post(BEGIN, typed(headline="x", draft_key="0f8d-page-one")).status_code == 403

    assert not RollingRevision.objects.exists()
    assert not Presence.objects.exists()
    assert Article.objects.count() == 1


def test_a_story_that_was_deleted_answers_that(desk, draft_story):
    where = door(draft_story)
    draft_story.delete()

    assert desk.post(where, typed(headline="x")).status_code == 404


def test_two_editors_see_each_other_until_one_is_gone(clock, desk, berits_desk, strike_story):
    key = load(strike_story).blocks()[1].id
    berits_desk.post(door(strike_story), {"place": key})
    beat(berits_desk, strike_story, headline="Typed")

    berits_desk.post(door(strike_story), {"place": key})
    now = desk.post(door(strike_story), {"place": ""}).json()["others"]
    clock.shift(31)
    later = desk.post(door(strike_story), {"place": ""}).json()["others"]

    kept_at = "2026-11-22T09:00:00.000Z"
    one = {"name": "Berit", "is_here": True, "place": key, "unsaved_at": kept_at}
    assert now == [one]
    assert later == [one | {"is_here": False, "place": ""}]


def test_a_beat_tells_who_saved_last(desk, berits_desk, strike_story):
    berits_desk.post(change(strike_story), typed(strike_story, headline="By Berit"))

    answer = desk.post(door(strike_story), {"place": "not a place"}).json()

    assert (answer["version"], answer["saved_by"], answer["saved_by_me"]) == (2, "Berit", False)
    assert set(Presence.objects.values_list("place", flat=True)) == {""}


def test_what_others_saved_is_taken_in_and_nothing_is_saved(desk, berits_desk, strike_story):
    mine = typed(strike_story)
    mine["body"] = mine["body"].replace(FIRST, "Everything moved.")
    berits_desk.post(change(strike_story), typed(strike_story, headline="By Berit"))
    before = standing(strike_story)

    answer = desk.post(door(strike_story, "take"), mine)

    assert answer.json() == {"clash_count": 0}
    form = desk.get(change(strike_story)).context["adminform"].form
    assert (form["headline"].value(), form["seen_version"].value()) == ("By Berit", 2)
    assert "Everything moved." in form["body"].value()
    assert standing(strike_story) == before


def test_a_clash_that_is_taken_in_waits_for_the_save(desk, berits_desk, strike_story):
    mine = typed(strike_story, headline="By Ada")
    theirs = typed(strike_story, headline="By Berit", standfirst="Berit's.")
    berits_desk.post(change(strike_story), theirs)

    answer = desk.post(door(strike_story, "take"), mine)

    assert answer.json() == {"clash_count": 1}
    form = desk.get(change(strike_story)).context["adminform"].form
    assert (form["headline"].value(), form["seen_version"].value()) == ("By Ada", 1)
    assert form["standfirst"].value() == "Berit's."
    page = desk.post(change(strike_story), mine | {"standfirst": "Berit's."})
    panels = page.context["adminform"].form.collision.panels
    assert [panel.title for panel in panels] == ["Headline"]


def test_a_save_tells_the_page_that_its_words_arrived(desk, strike_story):
    page = desk.post(change(strike_story), typed(strike_story, headline="New", saving="0f8d-1234"))
    other = desk.post(change(strike_story), typed(strike_story, saving="<script>"))

    assert page.cookies["desk_saved"].value == "0f8d-1234"
    assert "desk_saved" not in other.cookies


def _of_length(blocks: int, by: Any) -> Article:
    body = Section("", blocks=tuple(Passage("", f"<p>{n}.</p>") for n in range(blocks)))
    copy = ArticleCopy(headline=f"L{blocks}", slug=f"l{blocks}", sections=(body,))
    return create_article(copy, by=by)


def test_beats_and_opening_cost_the_same_for_3_and_for_200_blocks(desk, ada):
    counts = []
    desk.get(ADD)  # what Django looks up once
    for blocks in (3, 200):
        story = _of_length(blocks, ada)
        mine = typed(story) | {"typed": "1"}
        mine["body"] = mine["body"].replace("0.<", "typed<")
        with CaptureQueriesContext(connection) as kept:
            assert desk.post(door(story), mine).json()["kept_at"]
        with CaptureQueriesContext(connection) as idle:
            desk.post(door(story), {"place": ""})
        with CaptureQueriesContext(connection) as opened:
            desk.get(change(story))
        with CaptureQueriesContext(connection) as taken:
            desk.post(door(story, "take"), mine)
        counts.append(tuple(len(queries) for queries in (kept, idle, opened, taken)))

    assert counts[0] == counts[1]
    # The session and its user, the story, who is here; then whose words are kept.
    assert counts[0][:2] == (12, 7)


def test_publishing_takes_only_what_was_saved(desk, strike_story):
    beat(desk, strike_story, headline="Typed")

    publish(strike_story.pk, by=None)

    assert Edition.objects.get(article=strike_story).headline == "Dockers strike for a third day"
    assert RollingRevision.objects.exists()


def test_a_form_longer_than_one_request_is_told_and_changes_nothing(desk, settings, strike_story):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    before = standing(strike_story)
    posted = typed(strike_story, body=f"<p>{'long ' * 10_000}</p>")

    saved = desk.post(change(strike_story), posted)
    kept = desk.post(door(strike_story), posted | {"typed": "1"})

    assert (saved.status_code, kept.status_code) == (400, 400)
    assert "longer than the newsroom takes at once" in saved.content.decode()
    assert standing(strike_story) == before
    assert not RollingRevision.objects.exists()


@pytest.fixture
def nells_desk(django_user_model, draft_story):
    """A contributor, who wrote the draft."""
    nell = django_user_model.objects.create_user("nell", is_staff=True)
    names = ["add_article", "change_article", "view_article"]
    nell.user_permissions.set(Permission.objects.filter(codename__in=names))
    Article.objects.filter(pk=draft_story.pk).update(created_by=nell)
    client = Client()
    client.force_login(nell)
    return client


def test_a_beat_into_a_story_that_was_published_meanwhile_says_why(nells_desk, ada, draft_story):
    publish(article_id=draft_story.pk, by=ada)

    answer = beat(nells_desk, draft_story, headline="Nell's")

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert "an editor changes it" in answer.json()["error"]
    assert not RollingRevision.objects.exists()


def test_words_that_come_after_an_editor_published_are_shown_with_the_reason(
    nells_desk, ada, draft_story
):
    publish(article_id=draft_story.pk, by=ada)
    before = standing(draft_story)

    page = nells_desk.post(
        change(draft_story),
        typed(draft_story, headline="Nell's", body="<p>My <b>&lt;own&gt;</b></p>"),
    )

    assert page.status_code == 403
    says = page.content.decode()
    assert "an editor changes it" in says
    assert [one["text"] for one in page.context["words"] if one["name"] != "standfirst"] == [
        "Nell's", "My <own>",
    ]  # fmt: skip
    assert "My &lt;own&gt;</textarea>" in says
    assert f'href="{change(draft_story)}"' in says
    assert standing(draft_story) == before


def test_words_that_come_after_the_story_was_deleted_are_shown(desk, draft_story):
    where, mine = change(draft_story), typed(draft_story, headline="Mine", body="<table>x</table>")
    draft_story.delete()

    page = desk.post(where, mine)

    assert page.status_code == 404
    assert "This story was deleted." in page.content.decode()
    assert [one["text"] for one in page.context["words"]][-1] == "<table>x</table>"
    assert not Article.objects.exists()
    assert desk.get(where).status_code == 302


ONE, OTHER = {"draft_key": "0f8d-window-one"}, {"draft_key": "0f8d-window-two"}


def test_one_window_never_takes_away_what_another_wrote(desk, strike_story):
    beat(desk, strike_story, headline="Typed in one", **ONE)

    beat(desk, strike_story, **OTHER)
    desk.post(change(strike_story), typed(strike_story, standfirst="Saved in two", **OTHER))

    assert RollingRevision.objects.get().tree["headline"] == "Typed in one"
    form = desk.get(change(strike_story)).context["adminform"].form
    assert form["headline"].value() == "Typed in one"
    beat(desk, strike_story, **ONE)
    assert not RollingRevision.objects.exists()


def test_a_page_takes_away_the_words_it_was_opened_with_when_it_is_saved(desk, strike_story):
    beat(desk, strike_story, headline="Typed", **ONE)
    page = desk.get(change(strike_story)).content.decode()
    opened = re.search(r'name="opened_with" value="([^"]+)"', page)

    mine = typed(strike_story, headline="Typed", opened_with=opened[1], **OTHER)
    desk.post(change(strike_story), mine)

    strike_story.refresh_from_db()
    assert strike_story.headline == "Typed"
    assert not RollingRevision.objects.exists()


def test_what_a_page_sent_before_its_save_and_arrives_after_it_is_not_kept(desk, strike_story):
    older = typed(strike_story, headline="Half ty", **ONE)
    desk.post(change(strike_story), older | {"headline": "Half typed, then saved"})

    late = desk.post(door(strike_story), older | {"typed": "1"})

    assert (late.status_code, late.json()["kept_at"]) == (200, None)
    assert not RollingRevision.objects.exists()
    desk.post(door(strike_story), older | {"typed": "1"} | OTHER)
    assert RollingRevision.objects.get().tree["headline"] == "Half ty"
