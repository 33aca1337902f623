"""The newsroom expects that a story is written, changed and published at the desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.publish import publish
from articles.actions.write_copy import create_article, write_copy
from articles.models import (
    Article,
    Discussion,
    Edition,
    Expert,
    Quote,
    Revision,
    TimelineEntry,
    Withdrawal,
)
from articles.queries.addresses import find
from articles.queries.working_copy import load
from articles.rules.copy import BylineEntry, Figure, Passage, Section
from articles.rules.copy import Quote as QuoteValue
from cms.kernel import clock as newsroom_clock
from tests.articles.admin.desk import ADD, change, told, typed
from tests.stories import a_photo


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def test_a_story_goes_from_nothing_to_its_readers(desk, city, strikes, rosa, berit):
    photo = a_photo()
    body = (
        "<p>Nothing moved on the quay.</p><h2>What it costs</h2>"
        f'<blockquote data-quote data-expert="{rosa.pk}" data-attribution="said Lind">'
        "<p>A port that sleeps feeds nobody.</p></blockquote>"
        f'<figure data-photo="{photo}" data-credit="Jo Berg" data-alt="A crane">'
        "<figcaption>The crane at dawn.</figcaption></figure>"
    )
    lead = {"lead_photo": photo, "lead_caption": "c", "lead_credit": "d", "lead_alt": "e"}

    page = desk.post(
        ADD,
        typed(
            headline="Dockers strike", standfirst="The port is silent.", category=city.pk,
            tags=[strikes.pk], byline_author=[berit.pk, ""], byline_role=["Reporter", ""],
            body=body, _publish="", **lead,
        ),
        follow=True,
    )  # fmt: skip

    article = Article.objects.get()
    assert page.redirect_chain[-1][0] == change(article)
    assert "Published" in told(page)
    assert find("dockers-strike", at=newsroom_clock.now()).article_id == article.pk
    copy = load(article)
    assert copy.byline == (BylineEntry(berit.pk, "Reporter"),)
    assert copy.lead == Figure("", photo, "c", "d", "e")
    kinds = [type(block) for block in copy.blocks()]
    assert kinds == [Passage, QuoteValue, Figure]
    assert article.created_by is not None


def test_an_empty_page_says_where_headline_and_standfirst_go(desk, draft_story):
    added = desk.get(ADD).context["adminform"].form
    opened = desk.get(change(draft_story)).context["adminform"].form

    assert 'placeholder="Headline"' in str(added["headline"])
    assert 'placeholder="Standfirst"' in str(added["standfirst"])
    assert "autofocus" in str(added["headline"])
    assert "autofocus" not in str(opened["headline"])


def test_a_draft_may_be_incomplete_and_says_what_it_lacks(desk):
    page = desk.post(ADD, typed(headline="Half a story", body="<p>One.</p>"), follow=True)

    assert "Saved" in told(page)
    says = page.content.decode()
    assert "The standfirst is missing." in says
    assert "No category is chosen." in says
    assert "Draft. Readers cannot see it." in says


def test_publishing_what_lacks_something_keeps_the_text_and_publishes_nothing(desk):
    page = desk.post(ADD, typed(headline="Half", body="<p>One.</p>", _publish=""), follow=True)

    assert "The standfirst is missing." in told(page)
    assert load(Article.objects.get()).blocks()[0].html == "<p>One.</p>"
    assert not Edition.objects.exists()


def test_saving_without_a_change_makes_no_revision(desk, strike_story):
    before = strike_story.version

    desk.post(change(strike_story), typed(strike_story))

    strike_story.refresh_from_db()
    assert strike_story.version == before
    assert Revision.objects.filter(article=strike_story).count() == before


def test_a_changed_sentence_keeps_the_ids_of_all_blocks(desk, strike_story):
    before = load(strike_story)
    body = typed(strike_story)["body"].replace("Nothing moved", "Nobody moved")

    desk.post(change(strike_story), typed(strike_story, body=body))

    after = load(strike_story)
    assert [s.id for s in after.sections] == [s.id for s in before.sections]
    assert [b.id for b in after.blocks()] == [b.id for b in before.blocks()]
    assert after.blocks()[0].html == "<p>Nobody moved on the quay.</p>"


def test_readers_keep_what_was_published_until_the_change_is(desk, strike_story):
    page = desk.post(
        change(strike_story), typed(strike_story, headline="The strike is over"), follow=True
    )

    assert "You have changes that readers do not see." in page.content.decode()
    assert Edition.objects.get(article=strike_story).headline == "Dockers strike for a third day"


def test_a_live_story_leads_to_what_the_api_gives_and_a_draft_does_not(
    desk, strike_story, draft_story
):
    desk.post(change(strike_story), typed(strike_story, slug="not-yet-published"))

    where = desk.get(change(strike_story)).context["as_api"]
    page = desk.get(change(draft_story))

    assert where == "/api/v1/articles/dockers-strike/?language=en"
    assert desk.get(where).status_code == 200
    assert "As the API gives it" not in page.content.decode()


def test_the_bar_keeps_the_first_publication_and_adds_the_change(clock, desk, strike_story):
    before = desk.get(change(strike_story)).context["state_said"]
    clock.shift(3600)

    page = desk.post(
        change(strike_story), typed(strike_story, headline="Later", _publish=""), follow=True
    )

    assert before == "Live since Nov. 22, 2026, 9 a.m. UTC."
    assert page.context["state_said"] == (
        "Live since Nov. 22, 2026, 9 a.m. UTC; changed Nov. 22, 2026, 10 a.m. UTC."
    )


def test_a_stale_save_overwrites_nothing_and_loses_nothing(desk, ada, strike_story, story_copy):
    mine = typed(strike_story, headline="Mine", body="<p>All that I typed.</p>")
    theirs = story_copy(headline="Theirs")
    write_copy(strike_story.pk, theirs, by=ada, version=strike_story.version)

    page = desk.post(change(strike_story), mine)

    says = page.content.decode()
    assert "ada saved this story" in says
    assert "version 2" in says
    assert "&lt;p&gt;All that I typed.&lt;/p&gt;" in says
    assert ">\nMine</textarea>" in says
    strike_story.refresh_from_db()
    assert (strike_story.headline, strike_story.version) == ("Theirs", 2)


def test_markup_that_a_story_cannot_hold_is_named_beside_the_text(desk, strike_story):
    posted = typed(strike_story, body="<p>Before.</p><table></table>")

    page = desk.post(change(strike_story), posted)

    assert page.context["adminform"].form.errors["body"] == [
        "A story cannot hold <table>. It stands after “Before.”."
    ]
    assert "Nothing moved" in load(strike_story).blocks()[0].html


def test_a_speaker_who_does_not_exist_is_refused_beside_the_text(desk, strike_story):
    posted = typed(
        strike_story, body='<blockquote data-quote data-expert="999"><p>Hm.</p></blockquote>'
    )

    page = desk.post(change(strike_story), posted)

    assert "body" in page.context["adminform"].form.errors
    assert not Quote.objects.filter(expert=999).exists()


def test_a_story_is_scheduled_and_called_off(clock, desk, draft_story):
    at = newsroom_clock.now() + timedelta(days=1)

    page = desk.post(
        change(draft_story),
        typed(draft_story, publish_at=at.strftime("%Y-%m-%dT%H:%M"), _schedule=""),
        follow=True,
    )

    assert Edition.objects.get(article=draft_story).live_from == at
    assert "Scheduled for Nov. 23, 2026, 9 a.m. UTC." in page.content.decode()

    page = desk.post(change(draft_story), typed(draft_story, _unschedule=""), follow=True)

    assert not Edition.objects.filter(article=draft_story).exists()
    assert "Draft. Readers cannot see it." in page.content.decode()


def test_times_that_make_no_sense_are_refused(clock, desk, draft_story):
    page = desk.post(
        change(draft_story),
        typed(draft_story, publish_at="2026-12-02T10:00", publish_until="2026-12-01T10:00",
              _schedule=""),
        follow=True,
    )  # fmt: skip

    assert "It must end after it starts." in told(page)
    assert not Edition.objects.filter(article=draft_story).exists()


def test_a_minor_correction_has_a_public_note_and_keeps_the_time(clock, desk, strike_story):
    clock.shift(3600)

    desk.post(
        change(strike_story),
        typed(strike_story, note="A name was misspelt.", substantive="", _correct=""),
    )

    edition = Edition.objects.get(article=strike_story)
    assert "A name was misspelt." in edition.content
    assert edition.updated_at == edition.published_at


def test_a_correction_without_a_note_is_refused_and_publishes_nothing(desk, strike_story):
    before = Edition.objects.get(article=strike_story).pk

    page = desk.post(
        change(strike_story), typed(strike_story, headline="Other", note=" ", _correct="")
    )

    form = page.context["adminform"].form
    assert form.errors["note"] == ["Say what was corrected: readers see this note."]
    assert form["headline"].value() == "Other"
    assert Edition.objects.get(article=strike_story).pk == before
    strike_story.refresh_from_db()
    assert strike_story.version == 1


def test_publishing_warns_of_what_it_calls_off(clock, desk, strike_story):
    warning = (
        "This publishes what you see now and calls off the change scheduled for"
        " Nov. 23, 2026, 9 a.m. UTC."
    )
    assert warning not in desk.get(change(strike_story)).content.decode()
    publish(strike_story.pk, by=None, at=newsroom_clock.now() + timedelta(days=1))

    page = desk.get(change(strike_story)).content.decode()

    assert page.count(warning) == 2


def test_a_story_is_withdrawn_with_a_public_note(desk, strike_story):
    page = desk.post(
        change(strike_story),
        typed(strike_story, withdrawal_note="The source retracted.", withdrawal_sure="on",
              _withdraw=""),
        follow=True,
    )  # fmt: skip

    assert Withdrawal.objects.get(article=strike_story).note == "The source retracted."
    assert "Readers see the public note." in page.content.decode()


def test_one_click_does_not_withdraw_a_story(desk, strike_story):
    page = desk.post(change(strike_story), typed(strike_story, _withdraw=""))

    assert "withdrawal_sure" in page.context["adminform"].form.errors
    assert not Withdrawal.objects.exists()
    assert Edition.objects.filter(article=strike_story).exists()


def test_the_bar_promises_no_note_where_none_was_written(desk, strike_story):
    page = desk.post(
        change(strike_story), typed(strike_story, withdrawal_sure="on", _withdraw=""), follow=True
    )

    says = page.content.decode()
    assert "Readers are told that it was withdrawn." in says
    assert "Readers see the public note" not in says


def test_somebody_who_may_not_publish_writes_and_does_not_publish(client, moss, draft_story):
    names = ["add_article", "change_article", "view_article"]
    moss.user_permissions.set(Permission.objects.filter(codename__in=names))
    Article.objects.update(created_by=moss)
    client.force_login(moss)

    page = client.post(
        change(draft_story), typed(draft_story, headline="Better", _publish=""), follow=True
    )

    draft_story.refresh_from_db()
    assert draft_story.headline == "Better"
    assert "ask an editor" in told(page)
    assert b'name="_publish"' not in page.content
    assert not Edition.objects.exists()


def test_somebody_who_may_only_look_sees_the_facts_and_writes_nothing(client, moss, draft_story):
    moss.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(moss)

    page = client.get(change(draft_story))
    posted = client.post(change(draft_story), typed(draft_story, headline="Mine"))

    assert b"the mayor resigns" in page.content
    assert b'name="_save"' not in page.content
    assert posted.status_code == 403
    draft_story.refresh_from_db()
    assert draft_story.headline == "Secret: the mayor resigns"


def test_replies_are_closed_at_once_without_publishing(desk, strike_story):
    desk.post(change(strike_story), typed(strike_story, policy="closed"))

    assert Discussion.objects.get(pk=strike_story.pk).policy == "closed"
    strike_story.refresh_from_db()
    assert strike_story.version == 1


def test_related_stories_keep_the_order_of_the_picks(desk, strike_story, draft_story, ada):
    third = create_article(load(draft_story), by=ada)
    picks = [third.pk, draft_story.pk]

    page = desk.post(change(strike_story), typed(strike_story, related=picks), follow=True)

    assert load(strike_story).related == tuple(picks)
    shown = page.content.decode().split("Other stories")[1].split("</select>")[0]
    assert shown.index(f'value="{third.pk}"') < shown.index(f'value="{draft_story.pk}"')


def test_a_draft_can_be_deleted_and_a_published_story_cannot(desk, strike_story, draft_story):
    gone = desk.post(f"/admin/articles/article/{draft_story.pk}/delete/", {"post": "yes"})
    stays = desk.post(f"/admin/articles/article/{strike_story.pk}/delete/", {"post": "yes"})

    assert (gone.status_code, stays.status_code) == (302, 403)
    assert list(Article.objects.all()) == [strike_story]
    assert not Revision.objects.filter(article_id=draft_story.pk).exists()


def test_a_revision_is_restored_from_the_history(desk, ada, strike_story):
    desk.post(change(strike_story), typed(strike_story, headline="Worse"))
    page = desk.get(f"/admin/articles/article/{strike_story.pk}/history/")

    desk.post(f"/admin/articles/article/{strike_story.pk}/restore/1/")

    assert f"/admin/articles/article/{strike_story.pk}/restore/1/" in page.content.decode()
    strike_story.refresh_from_db()
    assert strike_story.headline == "Dockers strike for a third day"
    assert TimelineEntry.objects.filter(article=strike_story, did="restored").exists()
    assert desk.get(f"/admin/articles/article/{strike_story.pk}/restore/1/").status_code == 405


def _long(story, sections: int):
    """Return the story with many sections of four blocks each."""
    photo = a_photo()
    expert = Expert.objects.first().pk
    return story(
        headline=f"Long {sections}",
        slug=f"long-{sections}",
        sections=tuple(
            Section(
                "",
                f"Section {n}",
                blocks=(
                    Passage("", f"<p>Text {n}.</p>"),
                    QuoteValue("", f"Said {n}.", expert),
                    Passage("", f"<p>More {n}.</p>"),
                    Figure("", photo, "c", "d", "e"),
                ),
            )
            for n in range(sections)
        ),
    )


def test_opening_and_saving_cost_the_same_for_3_and_for_60_sections(desk, ada, story_copy):
    counts = []
    for sections in (3, 60):
        article = create_article(_long(story_copy, sections), by=ada)
        changed = typed(article)
        changed["body"] = changed["body"].replace("Text", "Words")
        with CaptureQueriesContext(connection) as opened:
            assert desk.get(change(article)).status_code == 200
        with CaptureQueriesContext(connection) as saved:
            assert desk.post(change(article), changed).status_code == 302
        counts.append((len(opened), len(saved)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 45


def test_what_is_too_long_is_named_beside_the_text_with_its_place(desk, strike_story):
    body = typed(strike_story)["body"].replace("said Lind", "said " * 100)

    page = desk.post(change(strike_story), typed(strike_story, body=body))

    (why,) = page.context["adminform"].form.errors["body"]
    assert "in “What it costs”" in why
    assert strike_story.revisions.count() == 1


def test_an_expiry_survives_a_correction_that_does_not_speak_of_it(clock, desk, strike_story):
    until = newsroom_clock.now() + timedelta(days=1, seconds=30)
    publish(strike_story.pk, by=None, until=until)
    shown = desk.get(change(strike_story)).context["adminform"].form["publish_until"].value()

    desk.post(
        change(strike_story),
        typed(strike_story, publish_until=shown.strftime("%Y-%m-%dT%H:%M"), _publish=""),
    )

    assert Edition.objects.get(article=strike_story).expires_at == until


def test_an_expiry_that_is_taken_away_is_gone(clock, desk, strike_story):
    publish(strike_story.pk, by=None, until=newsroom_clock.now() + timedelta(days=1))

    desk.post(change(strike_story), typed(strike_story, publish_until="", _publish=""))

    assert Edition.objects.get(article=strike_story).expires_at is None


def test_somebody_who_may_only_write_does_not_close_the_replies(client, moss, draft_story):
    names = ["change_article", "view_article"]
    moss.user_permissions.set(Permission.objects.filter(codename__in=names))
    Article.objects.update(created_by=moss)
    client.force_login(moss)

    page = client.get(change(draft_story))
    client.post(change(draft_story), typed(draft_story, headline="Better", policy="closed"))

    assert b'name="policy"' not in page.content
    draft_story.refresh_from_db()
    assert draft_story.headline == "Better"
    assert not Discussion.objects.filter(pk=draft_story.pk, policy="closed").exists()


def test_a_form_that_lost_its_text_on_the_way_empties_no_story(desk, strike_story):
    posted = typed(strike_story, headline="Changed")
    del posted["body"]

    page = desk.post(change(strike_story), posted)

    strike_story.refresh_from_db()
    assert "did not arrive" in page.content.decode()
    assert strike_story.headline == "Dockers strike for a third day"
    assert strike_story.version == 1
