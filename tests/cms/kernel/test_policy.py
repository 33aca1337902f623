"""The newsroom expects that its pages run its own scripts only, in the language asked for."""

import re

import pytest

ADD = "/admin/articles/article/add/"


def directives(page):
    told = page.headers["Content-Security-Policy"].split(";")
    return {name: rest for name, _space, rest in (one.strip().partition(" ") for one in told)}


def test_the_desk_runs_only_files_of_ours_and_its_own_import_map(client, ada):
    client.force_login(ada)

    page = client.get(ADD)

    scripts = directives(page)["script-src"]
    assert "unsafe" not in scripts
    inline = re.findall(r"<script(?![^>]* src=)[^>]*>", page.content.decode())
    assert len(inline) == 1
    nonce = re.search(r'nonce="([^"]+)"', inline[0])[1]
    assert scripts == f"'self' 'nonce-{nonce}'"


def test_no_two_answers_have_the_same_nonce(client, ada):
    client.force_login(ada)

    assert directives(client.get(ADD)) != directives(client.get(ADD))


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/articles/article/"])
def test_other_pages_have_no_inline_script_at_all(client, ada, path):
    client.force_login(ada)

    page = client.get(path, follow=True)

    assert directives(page)["script-src"] == "'self'"
    assert not re.search(r"<script(?![^>]* src=)", page.content.decode())
    assert not re.search(r" on[a-z]+=", page.content.decode())


def test_the_page_that_tries_the_api_runs_only_files_of_ours(client, db):
    page = client.get("/api/v1/docs/")

    assert directives(page)["script-src"] == "'self'"
    assert not re.search(r"<script(?![^>]* src=)", page.content.decode())
    assert client.get("/api/v1/docs/", {"script": ""}).status_code == 200


def test_answers_of_the_api_are_no_pages(client, strike_story):
    answer = client.get("/api/v1/articles/", headers={"accept-language": "es"})

    assert "Content-Security-Policy" not in answer.headers
    assert "Content-Language" not in answer.headers
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_the_interface_speaks_the_language_of_the_browser(client, db):
    page = client.get("/admin/login/", headers={"accept-language": "es"})

    assert page.headers["Content-Language"] == "es"
    assert 'lang="es"' in page.content.decode()


def test_an_editor_may_choose_another_language(client, ada):
    client.force_login(ada)

    page = client.post("/language/", {"language": "es", "next": "/admin/"}, follow=True)

    assert page.redirect_chain[-1][0] == "/admin/"
    assert 'lang="es"' in page.content.decode()
