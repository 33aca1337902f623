"""The newsroom expects that a story moves by buttons, and by the clock on its own wall."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.actions.publish import publish
from articles.actions.submit import submit
from articles.models import Article, Edition, Tag, TimelineEntry
from cms.kernel import clock as newsroom_clock
from tests.articles.admin.desk import change, told, typed
from tests.articles.staff import somebody


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def kyiv(settings):
    settings.TIME_ZONE = "Europe/Kyiv"


def moves(story):
    entries = TimelineEntry.objects.filter(article=story).order_by("at", "pk")
    return [(entry.did, entry.note) for entry in entries]


def test_a_story_is_submitted_returned_and_submitted_again(client, ada, draft_story):
    vera = somebody("contributor", "vera")
    Article.objects.update(created_by=vera)
    client.force_login(vera)
    page = client.post(
        change(draft_story), typed(draft_story, _submit="", submit_note="Two sources."), follow=True
    )
    assert "waits at the desk" in told(page)
    (said,) = page.context["moves_said"]
    assert said.startswith("vera submitted it")
    assert said.endswith("“Two sources.”")

    client.force_login(ada)
    page = client.post(
        change(draft_story), typed(draft_story, _return="", return_note="Name them."), follow=True
    )
    (said,) = page.context["moves_said"]
    assert said.startswith("ada returned it to the writer")
    assert said.endswith("“Name them.”")
    assert page.context["state"][0] == "draft"
    assert page.context["returned"]

    client.force_login(vera)
    client.post(change(draft_story), typed(draft_story, headline="Named", _submit=""))

    assert moves(draft_story) == [
        ("created", ""), ("submitted", "Two sources."), ("returned", "Name them."),
        ("submitted", ""),
    ]  # fmt: skip
    draft_story.refresh_from_db()
    assert draft_story.submitted_at is not None


def test_nothing_is_returned_without_a_note(desk, draft_story):
    submit(draft_story.pk, by=None)

    page = desk.post(change(draft_story), typed(draft_story, headline="Other", _return=""))

    form = page.context["adminform"].form
    assert form.errors["return_note"] == ["Say what the writer is to do."]
    assert form["headline"].value() == "Other"
    draft_story.refresh_from_db()
    assert draft_story.submitted_at is not None


def test_a_correction_at_the_desk_is_one_entry_of_its_own_and_keeps_the_end(
    clock, desk, strike_story
):
    until = newsroom_clock.now() + timedelta(days=2)
    publish(strike_story.pk, by=None, until=until)
    clock.shift(60)

    page = desk.post(
        change(strike_story),
        typed(strike_story, headline="Two days", _correct="", note="It was two.", substantive="1"),
        follow=True,
    )

    assert moves(strike_story)[-1] == ("corrected", "It was two.")
    assert Edition.objects.get().expires_at == until
    assert Edition.objects.get().updated_at == newsroom_clock.now()
    (said,) = page.context["moves_said"]
    assert said.startswith("ada corrected it")


def test_every_state_is_explained_by_the_one_who_brought_it_there(clock, desk, ada, draft_story):
    at = newsroom_clock.now() + timedelta(hours=3)
    desk.post(change(draft_story), typed(draft_story, _publish="", publish_at=""))
    clock.shift(60)

    page = desk.post(
        change(draft_story),
        typed(draft_story, headline="Later", _schedule="", publish_at=f"{at:%Y-%m-%dT%H:%M}"),
        follow=True,
    )
    assert "A change goes live Nov. 22, 2026, noon UTC." in page.context["state_said"]
    assert page.context["moves_said"] == ["ada scheduled it Nov. 22, 2026, 9:01 a.m. UTC."]

    page = desk.post(
        change(draft_story),
        typed(draft_story, _withdraw="", withdrawal_sure="on", withdrawal_note="It was wrong."),
        follow=True,
    )

    (said,) = page.context["moves_said"]
    assert said == "ada withdrew it Nov. 22, 2026, 9:01 a.m. UTC. “It was wrong.”"
    assert [entry.did for entry in page.context["moves"]] == [
        "withdrawn", "scheduled", "published", "created",
    ]  # fmt: skip


def test_times_are_typed_and_told_by_the_clock_on_the_wall(clock, kyiv, desk, draft_story):
    page = desk.post(
        change(draft_story),
        typed(draft_story, _schedule="", publish_at="2026-12-01T18:00",
              publish_until="2027-07-01T18:00", policy="open", closes_at="2026-12-02T18:00"),
        follow=True,
    )  # fmt: skip

    edition = Edition.objects.get()
    assert edition.live_from == datetime(2026, 12, 1, 16, tzinfo=UTC)
    assert edition.expires_at == datetime(2027, 7, 1, 15, tzinfo=UTC)
    says = page.content.decode()
    assert "Scheduled for Dec. 1, 2026, 6 p.m. EET." in says
    assert 'value="2027-07-01T18:00"' in says
    assert 'value="2026-12-02T18:00"' in says
    assert "newsroom time, Europe/Kyiv" in says


def test_a_schedule_is_changed_from_where_it_stands_and_never_by_an_empty_field(
    clock, desk, draft_story
):
    at = newsroom_clock.now() + timedelta(hours=3, seconds=7)
    publish(draft_story.pk, by=None, at=at)
    shown = desk.get(change(draft_story)).context["adminform"].form["publish_at"].value()
    assert shown.strftime("%H:%M:%S") == "12:00:07"

    page = desk.post(change(draft_story), typed(draft_story, _schedule="", publish_at=""))
    assert page.context["adminform"].form.errors["publish_at"] == ["Say from when."]
    assert Edition.objects.get().live_from == at

    desk.post(change(draft_story), typed(draft_story, _schedule="", publish_at="2026-11-22T12:00"))
    assert Edition.objects.get().live_from == at
    desk.post(change(draft_story), typed(draft_story, _schedule="", publish_at="2026-11-22T14:00"))
    assert Edition.objects.get().live_from == datetime(2026, 11, 22, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "why"),
    [("2026-10-25T03:30", "comes twice"), ("2027-03-28T03:30", "does not exist")],
)
def test_a_time_that_is_no_one_moment_is_refused_kindly(kyiv, desk, draft_story, wall, why):
    page = desk.post(change(draft_story), typed(draft_story, _schedule="", publish_at=wall))

    (error,) = page.context["adminform"].form.errors["publish_at"]
    assert why in error
    assert "03:30" in error
    assert not Edition.objects.exists()


def test_an_end_in_the_hour_that_comes_twice_stays_when_it_is_not_touched(
    clock, kyiv, desk, strike_story
):
    until = datetime(2027, 10, 31, 1, 30, 7, tzinfo=UTC)
    publish(strike_story.pk, by=None, until=until)
    shown = desk.get(change(strike_story)).content.decode()
    assert 'value="2027-10-31T03:30"' in shown

    desk.post(
        change(strike_story),
        typed(strike_story, headline="New", publish_until="2027-10-31T03:30", _publish=""),
    )

    assert Edition.objects.get().expires_at == until
    assert Edition.objects.get().headline == "New"


def test_a_moment_that_is_past_is_no_schedule(desk, draft_story):
    page = desk.post(
        change(draft_story), typed(draft_story, publish_at="2020-01-01T00:00", _schedule="")
    )

    assert "This moment is past" in page.content.decode()
    assert not Edition.objects.exists()


def test_a_moment_ahead_is_not_forgotten_by_the_button_that_means_at_once(desk, draft_story):
    page = desk.post(
        change(draft_story), typed(draft_story, publish_at="2030-01-01T00:00", _publish="")
    )

    assert "means at once" in page.content.decode()
    assert not Edition.objects.exists()


def test_publishing_what_readers_see_already_makes_no_second_edition(desk, strike_story):
    before = Edition.objects.get(), moves(strike_story)

    page = desk.post(change(strike_story), typed(strike_story, _publish=""), follow=True)

    assert "Readers see exactly this already." in told(page)
    assert (Edition.objects.get(), moves(strike_story)) == before


def test_a_change_that_was_called_off_is_one_that_readers_do_not_see(desk, strike_story):
    ahead = typed(strike_story, headline="New", publish_at="2030-01-01T00:00", _schedule="")
    page = desk.post(change(strike_story), ahead, follow=True)
    assert "A change to" in told(page)

    page = desk.post(change(strike_story), typed(strike_story, _unschedule=""), follow=True)

    assert page.context["state"][0] == "changed"
    listed = desk.get("/admin/articles/article/", {"state": "changed"}).context["cl"].result_list
    assert [story.pk for story in listed] == [strike_story.pk]


def test_words_that_are_again_what_readers_see_are_no_change(desk, strike_story):
    desk.post(change(strike_story), typed(strike_story, headline="Other"))
    page = desk.post(
        change(strike_story), typed(strike_story, headline="Dockers strike for a third day"),
        follow=True,
    )  # fmt: skip

    assert page.context["state"][0] == "live"


def test_a_page_that_began_a_draft_cannot_change_it_once_it_is_in_print(
    client, ada, city, draft_story
):
    vera = somebody("contributor", "vera")
    client.force_login(vera)
    page = {"draft_key": "0f8d-page-one"}
    client.post("/admin/articles/article/add/", typed(draft_story, seen_version="") | page)
    story = Article.objects.get(created_by=vera)
    Article.objects.filter(pk=story.pk).update(slug="by-vera")
    publish(story.pk, by=ada)
    story.refresh_from_db()

    client.post("/admin/articles/article/add/", typed(headline="Hacked", body="<p>x</p>") | page)
    begun = client.post(
        "/admin/articles/article/desk/begin/", typed(headline="Hacked", body="<p>x</p>") | page
    )

    assert begun.status_code == 403
    assert Article.objects.get(pk=story.pk).version == story.version
    assert Article.objects.filter(created_by=vera).count() == 1


def test_nobody_tags_a_story_that_is_not_his_to_change(client, strike_story, city):
    vera = somebody("contributor", "vera")
    tag = Tag.objects.create(slug="port", name="Port")
    client.force_login(vera)
    together = f"/admin/articles/article/together/tag/?story={strike_story.pk}"
    asked = client.get(together)
    chosen = {"chosen": [strike_story.pk], f"version-{strike_story.pk}": 1, "add": [tag.pk]}

    client.post(together, chosen)

    assert "an editor may change it" in asked.content.decode()
    assert Article.objects.get(pk=strike_story.pk).version == 1
