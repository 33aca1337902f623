"""Showing a draft to somebody without an account: the newsroom expects that ..."""

import pytest

from tests.articles.api.editor.conftest import URL


@pytest.fixture
def here(post):
    return f"{URL}{post()['id']}/"


def link(ada_api, here, **sent):
    answer = ada_api.post(f"{here}preview/", sent)
    assert answer.status_code == 201
    return answer.json()["url"].removeprefix("http://127.0.0.1:8000")


def test_a_draft_is_shown_in_the_public_shape(ada_api, api, here, clock):
    path = link(ada_api, here)

    answer = api.get(path)

    assert answer.status_code == 200
    assert answer.json()["title"] == "Dockers strike for a third day"
    assert answer.json()["sections"][1]["anchor"] == "what-it-costs"
    assert answer.json()["sections"][1]["blocks"][1]["expert"]["slug"] == "rosa-lind"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    ada_api.post(f"{here}publication/", {})
    assert set(api.get("/api/v1/articles/dockers-strike/").json()) == set(answer.json())


def test_the_link_shows_the_copy_as_it_is_now(ada_api, api, here):
    path = link(ada_api, here)
    ada_api.patch(here, {"headline": "Newer"}, HTTP_IF_MATCH='"1"')

    assert api.get(path).json()["title"] == "Newer"


def test_a_person_is_given_a_page(ada_api, api, here):
    told = ada_api.post(f"{here}preview/", {}).json()

    token = told["url"].removesuffix("/").split("/")[-1]
    assert told["page"] == f"http://127.0.0.1:8000/preview/{token}/"
    assert api.get(f"/preview/{token}/").status_code == 200


def test_a_link_ends_by_itself(ada_api, api, here, clock):
    day, hour = link(ada_api, here), link(ada_api, here, hours=1)
    clock.shift(3600)

    assert api.get(hour).status_code == 404
    assert api.get(day).status_code == 200
    clock.shift(23 * 3600)
    assert api.get(day).status_code == 404


def test_all_links_of_a_story_can_be_ended(ada_api, api, here, post, clock):
    old, other = link(ada_api, here), link(ada_api, f"{URL}{post(slug='other')['id']}/")

    assert ada_api.delete(f"{here}preview/").status_code == 204

    assert api.get(old).status_code == 404
    assert api.get(other).status_code == 200
    assert api.get(link(ada_api, here)).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b", "WzEsMiwzXQ:x", "%00", "..", "é", "a" * 5000])
def test_a_link_that_was_not_made_here_shows_nothing(db, api, here, token):
    assert api.get(f"/api/v1/preview/{token}/").status_code in {400, 404}


def test_an_empty_draft_can_be_shown(ada_api, api, db):
    made = ada_api.post(URL, {})

    answer = api.get(link(ada_api, made.headers["Location"]))

    assert answer.status_code == 200
    assert answer.json()["title"] == ""


def test_a_deleted_draft_is_shown_no_more(ada_api, api, here):
    path = link(ada_api, here)
    ada_api.delete(here, HTTP_IF_MATCH='"1"')

    assert api.get(path).status_code == 404


@pytest.mark.parametrize("hours", [0, 169, "24", True, 1.5, 10**30])
def test_a_link_has_a_sane_end(ada_api, here, hours):
    assert ada_api.post(f"{here}preview/", {"hours": hours}).status_code == 400


@pytest.fixture(params=["link", "scope"])
def shown(request, ada_api, api, here):
    """Both ways to a draft in the public shape: a link, and a token with the scope."""
    number = here.removeprefix(URL).removesuffix("/")
    by_scope = f"/api/v1/preview/articles/{number}/"
    path, client = {"link": (link(ada_api, here), api), "scope": (by_scope, ada_api)}[request.param]
    return lambda query="": client.get(f"{path}{query}")


def test_less_of_a_draft_is_had_by_the_words_of_the_public_door(shown):
    assert shown("?fields=title,lead_photo.credit").json() == {
        "title": "Dockers strike for a third day",
        "lead_photo": {"credit": "Jo Berg"},
    }
    assert set(shown().json()) - set(shown("?omit=sections,seo").json()) == {"sections", "seo"}
    plain = shown("?fields=sections.blocks.plain&format_text=plain").json()
    assert plain["sections"][0]["blocks"] == [{"plain": "Nothing moved on the quay."}]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("?fields=titel", "fields"),
        ("?omit=nothing", "omit"),
        ("?expand=everything", "expand"),
        ("?format_text=pdf", "format_text"),
        ("?language=en", "language"),
        ("?page=1", "page"),
    ],
)
def test_a_word_that_a_draft_does_not_know_is_named(shown, query, parameter):
    answer = shown(query)

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [parameter]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_draft_comes_with_what_stands_around_it_before_readers(
    shown, ada_api, api, here, strike_story
):
    """The story at the draft's slug is another one: nothing of it is shown."""
    everything = "?expand=comments,related,most_popular"

    before = shown(everything).json()

    assert before["comments"]["policy"] == "closed"
    assert "results" not in before["comments"]
    assert before["most_popular"]["results"]
    ada_api.patch(here, {"slug": "of-its-own"}, HTTP_IF_MATCH="*")
    assert ada_api.post(f"{here}publication/", {}).status_code == 201
    ada_api.patch(here, {"headline": "Not yet said"}, HTTP_IF_MATCH="*")
    after = shown(everything)
    assert after.json()["title"] == "Not yet said"
    public = api.get(f"/api/v1/articles/of-its-own/{everything}").json()
    assert after.json()["comments"] == public["comments"] | {"policy": "closed", "open": False}
    assert after.json()["related"] == public["related"] != []
    assert after.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in after.headers["X-Robots-Tag"]
