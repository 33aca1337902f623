"""Which editions still look as they did under other settings or an older version?"""

import io

from django.core.management import call_command

from articles.models import Edition


def run(*arguments):
    out = io.StringIO()
    call_command("render_editions", *arguments, stdout=out)
    return out.getvalue().strip()


def test_editions_of_another_address_are_rendered_anew_once(strike_story, settings):
    settings.ARTICLE_URL = "https://paper.example.org/{slug}"

    first, second = run(), run()

    assert first == "Editions rendered: 1."
    assert second == "All editions are up to date."
    detail = bytes(Edition.objects.get(article=strike_story).detail)
    assert b"https://paper.example.org/dockers-strike" in detail


def test_all_means_all(strike_story):
    assert run("--all") == "Editions rendered: 1."


def test_a_newsroom_without_stories_has_nothing_to_render(db):
    assert run() == "All editions are up to date."
