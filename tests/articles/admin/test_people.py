"""The newsroom expects that a corrected name is corrected wherever readers meet it."""

from articles.actions.add_expert import add_expert
from articles.actions.people import merge_experts
from articles.actions.publish import publish
from articles.actions.write_copy import create_article, write_copy
from articles.models import Category, Edition, Expert, ExpertName, QuoteInPrint, Tag
from comments.models import ModeratorScope
from tests.articles.admin.desk import told
from tests.articles.staff import somebody


def _detail(story):
    return bytes(Edition.objects.get(article=story).detail).decode()


def _no_names(rows=0):
    names = {"other_names-TOTAL_FORMS": rows, "other_names-INITIAL_FORMS": 0}
    return {**names, "other_names-MIN_NUM_FORMS": 0, "other_names-MAX_NUM_FORMS": 1000}


def _facts(expert, **facts):
    own = {
        "name": expert.name, "slug": expert.slug, "kind": expert.kind, "role": expert.role,
        "organisation": expert.organisation, "bio": "", "seen_version": expert.version,
    }  # fmt: skip
    return own | _no_names() | facts


def test_a_corrected_expert_is_rendered_anew_in_live_stories(client, ada, rosa, strike_story):
    client.force_login(ada)

    client.post(f"/admin/articles/expert/{rosa.pk}/change/", _facts(rosa, role="Professor"))

    assert '"role":"Professor"' in _detail(strike_story).replace('": "', '":"')
    rosa.refresh_from_db()
    assert rosa.version == 2


def test_a_former_slug_goes_on_working(client, ada, rosa):
    client.force_login(ada)

    client.post(f"/admin/articles/expert/{rosa.pk}/change/", _facts(rosa, slug="r-lind"))

    assert ExpertName.objects.get(slug="rosa-lind").expert == rosa


def test_a_stale_correction_changes_nothing(client, ada, rosa):
    posted = _facts(rosa, role="Professor")
    Expert.objects.update(version=2)
    client.force_login(ada)

    page = client.post(f"/admin/articles/expert/{rosa.pk}/change/", posted)

    assert "Somebody saved" in page.content.decode()
    rosa.refresh_from_db()
    assert rosa.role == "Economist"


def test_a_new_expert_with_another_spelling_is_added(client, ada):
    client.force_login(ada)
    names = _no_names(rows=1) | {"other_names-0-name": "Olaf Berg", "other_names-0-slug": ""}
    facts = {"name": "Olav Berg", "slug": "olav-berg", "kind": "person", **names}

    client.post("/admin/articles/expert/add/", facts)

    assert Expert.objects.get().other_names.get().folded == "olaf berg"


def test_two_experts_become_one_and_the_quotes_follow(client, ada, rosa, strike_story, story_copy):
    other = add_expert(name="Roza Lind")
    sections = story_copy().sections
    second = create_article(story_copy(slug="second", sections=sections), by=ada)
    publish(second.pk, by=ada)
    client.force_login(ada)

    page = client.post(
        "/admin/articles/expert/",
        {"action": "merge", "_selected_action": [other.pk, rosa.pk]},
        follow=True,
    )

    other.refresh_from_db()
    assert other.merged_into == rosa
    assert "“Roza Lind” is now “Rosa Lind”" in told(page)
    assert set(QuoteInPrint.objects.values_list("expert", flat=True)) == {rosa.pk}


def test_merging_one_or_three_is_refused(client, ada, rosa):
    client.force_login(ada)

    page = client.post(
        "/admin/articles/expert/", {"action": "merge", "_selected_action": [rosa.pk]}, follow=True
    )

    assert "exactly two" in told(page)
    assert not Expert.objects.exclude(merged_into=None).exists()


def test_a_corrected_tag_is_rendered_anew(client, ada, strikes, strike_story):
    client.force_login(ada)

    client.post(
        f"/admin/articles/tag/{strikes.pk}/change/",
        {"name": "Industrial action", "slug": "strikes"},
    )

    assert "Industrial action" in _detail(strike_story)
    assert Tag.objects.get().name == "Industrial action"


def test_what_only_readers_still_see_named_is_not_deleted_at_the_desk(
    client, ada, strikes, strike_story, story_copy
):
    write_copy(strike_story.pk, story_copy(tags=()), by=ada, version=1)
    client.force_login(ada)
    here = f"/admin/articles/tag/{strikes.pk}/delete/"

    page = client.get(here).content.decode()
    client.post(here, {"post": "yes"})
    many = {"action": "delete_selected", "_selected_action": [strikes.pk], "post": "yes"}
    client.post("/admin/articles/tag/", many)

    assert "Stories that name it: 1." in page
    assert f"/admin/articles/article/{strike_story.pk}/change/" in page
    assert Tag.objects.get() == strikes


def test_a_chief_deletes_an_expert_whom_nobody_quotes_with_all_names(client, ada, rosa):
    away = add_expert(name="Roza Lind")
    merge_experts(keep=rosa.pk, away=away.pk)
    client.force_login(somebody("chief"))

    page = client.get(f"/admin/articles/expert/{rosa.pk}/delete/")
    client.post(f"/admin/articles/expert/{rosa.pk}/delete/", {"post": "yes"})

    assert "Are you sure" in page.content.decode()
    assert not Expert.objects.exists()


def test_the_desk_names_the_stories_that_quote_an_expert_and_no_missing_right(
    client, ada, rosa, strike_story
):
    client.force_login(ada)

    page = client.get(f"/admin/articles/expert/{rosa.pk}/delete/").content.decode()

    assert "Stories that name it: 1." in page
    assert f"/admin/articles/article/{strike_story.pk}/change/" in page
    assert "have permission" not in page
    assert Expert.objects.get() == rosa


def test_an_expert_who_was_merged_stays_at_the_desk(client, ada, rosa):
    away = add_expert(name="Roza Lind")
    merge_experts(keep=rosa.pk, away=away.pk)
    client.force_login(ada)

    client.post(f"/admin/articles/expert/{away.pk}/delete/", {"post": "yes"})

    assert Expert.objects.count() == 2


def test_a_category_that_limits_what_a_moderator_reads_is_not_deleted_at_the_desk(
    client, ada, moss, city
):
    ModeratorScope.objects.create(user=moss, category=city)
    client.force_login(ada)

    client.post(f"/admin/articles/category/{city.pk}/delete/", {"post": "yes"})
    many = {"action": "delete_selected", "_selected_action": [city.pk], "post": "yes"}
    client.post("/admin/articles/category/", many)

    assert ModeratorScope.objects.get().category == city


def test_a_category_that_nothing_names_is_deleted_at_the_desk_by_a_chief(client, city):
    client.force_login(somebody("chief"))

    client.post(f"/admin/articles/category/{city.pk}/delete/", {"post": "yes"})

    assert not Category.objects.exists()
