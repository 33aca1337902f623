"""Tidying up: the newsroom expects that ..."""

from django.core.management import call_command

from articles.models import Presence, RollingRevision


def test_only_what_was_typed_long_ago_is_forgotten(clock, ada, moss, strike_story, capsys):
    RollingRevision.objects.create(article=strike_story, by=ada, seen_version=1, tree={})
    Presence.objects.create(article=strike_story, by=ada)
    clock.shift(90 * 24 * 3600 + 1)
    RollingRevision.objects.create(article=strike_story, by=moss, seen_version=1, tree={})

    call_command("forget_typed", days=90)

    assert [row.by for row in RollingRevision.objects.all()] == [moss]
    assert not Presence.objects.exists()
    assert "Forgot 1 texts" in capsys.readouterr().out
    strike_story.refresh_from_db()
    assert strike_story.version == 1
