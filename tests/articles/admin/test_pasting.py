"""How does a pasted page become a story? The newsroom expects that ..."""

import json

import pytest
from django.contrib.auth.models import Permission

from articles.importers.page_reading import MOST_PASTED
from articles.models import Article, Author, Expert, ExpertName, Tag
from articles.rules.copy import Quote
from articles.rules.flow import from_flow
from tests.articles.importers.pages import OURS

PAGE, TAKEN = "/admin/articles/article/desk/page/", "/admin/articles/article/desk/page/taken/"
TEXT = OURS.read_text()


@pytest.fixture
def ask(client, ada):
    client.force_login(ada)

    def post(url, **sent):
        return client.post(url, json.dumps(sent), content_type="application/json")

    return post


@pytest.fixture
def vera(client, django_user_model):
    """Vera writes, and may add neither experts nor authors nor tags."""
    vera = django_user_model.objects.create_user("vera", is_staff=True)
    vera.user_permissions.set(Permission.objects.filter(codename="add_article"))
    client.force_login(vera)
    return vera


def rows():
    return [model.objects.count() for model in (Article, Expert, ExpertName, Author, Tag)]


def quotes_in(answer):
    sections = from_flow(answer["body"])
    return [b for s in sections for b in s.blocks if isinstance(b, Quote)]


def test_a_page_is_proposed_with_every_guess_and_nothing_is_saved(ask):
    answer = ask(PAGE, text=TEXT)

    told = answer.json()
    assert answer.status_code == 200
    assert told["headline"]["text"].startswith("Orlemouth lights its last dark street")
    assert [s["heading"] and s["heading"]["text"] for s in told["sections"]] == [
        None,
        "What the engineer measured",
        "What the neighbours fear",
    ]
    assert {person["key"] for person in told["people"]} == {
        "marta-oyelaran",
        "tomas-wendell",
        "lamp-committee-of-orlemouth",
    }
    assert all(note["sentence"] for note in told["notes"])
    assert any(not note["sure"] and note["id"] for note in told["notes"])
    assert rows() == [0, 0, 0, 0, 0]


def test_each_line_says_what_its_words_became(ask):
    lines = ask(PAGE, text=TEXT).json()["lines"]

    kinds = {part["kind"] for line in lines for part in line["parts"]}
    assert {"headline", "standfirst", "photo", "heading", "text", "quote", "source"} <= kinds
    assert lines[0]["number"] == 1
    written = [" ".join(p["text"] for p in line["parts"]) for line in lines]
    assert [w.split() for w in written] == [w.split() for w in TEXT.splitlines() if w]


def test_a_refused_guess_is_proposed_as_running_text(ask):
    first = ask(PAGE, text=TEXT).json()
    quote = next(b for s in first["sections"] for b in s["blocks"] if b["type"] == "quote")

    second = ask(PAGE, text=TEXT, refused=[quote["id"]]).json()

    ids = [b["id"] for s in second["sections"] for b in s["blocks"]]
    assert quote["id"] not in ids
    assert [n["refused"] for n in second["notes"] if n["id"] == quote["id"]] == [True]


def test_taking_a_page_makes_its_people_and_fills_the_form(ask):
    answer = ask(TAKEN, text=TEXT, language="en").json()

    assert answer["headline"].startswith("Orlemouth lights its last dark street")
    assert answer["slug"].startswith("orlemouth-lights-its-last-dark-street")
    assert answer["lead"]["credit"] == "Odile Marsh"
    assert answer["source"] == {"name": "The Harbour Courier", "url": ""}
    assert [tag["name"] for tag in answer["tags"]] == ["Streets and squares"]
    assert {quote.expert for quote in quotes_in(answer)} == set(
        Expert.objects.values_list("pk", flat=True)
    )
    assert "data-speaker=" in answer["body"]
    assert answer["told"] == []
    assert not Article.objects.exists()


def test_the_editor_says_who_somebody_is(ask, rosa):
    people = {
        "tomas-wendell": {"expert": rosa.pk},
        "marta-oyelaran": {"name": "Martha Oyelaran", "role": "Engineer", "organisation": "City"},
    }

    answer = ask(TAKEN, text=TEXT, people=people).json()

    martha = Expert.objects.get(name="Martha Oyelaran")
    assert (martha.role, martha.organisation) == ("Engineer", "City")
    assert {rosa.pk, martha.pk} < {quote.expert for quote in quotes_in(answer)}
    assert not Expert.objects.filter(name="Tomas Wendell").exists()


def test_somebody_new_of_a_known_name_is_somebody_else(ask):
    known = Expert.objects.create(name="Tomas Wendell", slug="tomas-wendell")

    ask(TAKEN, text=TEXT, people={"tomas-wendell": {"name": "Tomas Wendell"}})

    assert Expert.objects.filter(name="Tomas Wendell").exclude(pk=known.pk).exists()


def test_who_is_refused_as_the_known_expert_becomes_somebody_new(ask):
    known = Expert.objects.create(name="Tomas Wendell", slug="tomas-wendell")

    answer = ask(TAKEN, text=TEXT, refused=["match:tomas-wendell"]).json()

    assert known.pk not in {quote.expert for quote in quotes_in(answer)}
    assert Expert.objects.filter(name="Tomas Wendell").count() == 2


def test_an_expert_who_does_not_exist_is_refused_and_nobody_made(ask):
    answer = ask(TAKEN, text=TEXT, people={"tomas-wendell": {"expert": 10**9}})

    assert answer.status_code == 400
    assert "no such expert" in answer.json()["error"]
    assert rows() == [0, 0, 0, 0, 0]


def test_who_may_add_nobody_keeps_the_names_in_words(ask, vera, client):
    client.force_login(vera)

    answer = ask(TAKEN, text=TEXT).json()

    assert rows() == [0, 0, 0, 0, 0]
    assert [quote.expert for quote in quotes_in(answer)] == [None, None, None]
    assert "Oyelaran" in quotes_in(answer)[0].attribution
    assert "the committee said" in quotes_in(answer)[2].attribution
    assert quotes_in(answer)[2].attribution.startswith("Lamp Committee of Orlemouth")
    assert len(answer["told"]) == 2


def test_who_writes_no_story_reads_no_page(ask, client, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    client.force_login(nobody)

    assert ask(PAGE, text=TEXT).status_code == 403
    assert ask(TAKEN, text=TEXT).status_code == 403
    assert rows() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"text": "x" * (MOST_PASTED + 1)}, 413),
        ({"text": "x" * 6_000_000}, 413),
        ({"html": "<p>" + "x" * MOST_PASTED}, 413),
        ({"text": ""}, 422),
        ({"text": " \n\u00ad "}, 422),
        ({"html": "<script>1</script>"}, 422),
        ({"text": "A\n\nB", "refused": ["quote:99"]}, 422),
        ({"text": 5}, 400),
        ({"text": "A", "refused": "all"}, 400),
        ({"text": "A", "story": "1"}, 400),
        ({"text": "A", "story": True}, 400),
        ({"text": "A", "people": []}, 400),
        ({"text": "A", "people": {"a": 1}}, 400),
        ({"text": "A", "people": {"a": {"expert": 2**63}}}, 400),
        ({"text": "A", "people": {"a": {"expert": "1"}}}, 400),
    ],
)
def test_what_is_no_page_is_refused_in_words(ask, sent, status):
    answer = ask(TAKEN, **sent)

    assert answer.status_code == status, answer.content[:300]
    assert answer.json()["error"]
    assert rows() == [0, 0, 0, 0, 0]


def test_a_body_that_is_no_json_is_refused(client, ada):
    client.force_login(ada)

    for body in (b"{", b"[]", b"[" * 100_000):
        assert client.post(PAGE, body, content_type="application/json").status_code == 400
    assert client.get(PAGE).status_code == 405


def test_the_limit_is_said(ask):
    assert "500,000" in ask(PAGE, text="x" * 1_000_000).json()["error"]


def test_text_that_no_database_can_hold_is_read_without_it(ask):
    answer = ask(TAKEN, text="A\x00B \ud800 head\n\nSome words of a text that goes on here.")

    assert answer.status_code == 200
    assert "\x00" not in answer.json()["headline"]


def test_the_question_count_does_not_grow_with_the_page(ask, django_assert_num_queries):
    more = TEXT + "\n\n“It was late,” Oyelaran said.\n" * 60
    ask(PAGE, text=TEXT)

    with django_assert_num_queries(4):
        ask(PAGE, text=TEXT)
    with django_assert_num_queries(4):
        ask(PAGE, text=more)
