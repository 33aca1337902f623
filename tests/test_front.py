"""The page at the newsroom's own address."""


def test_the_front_page_leads_everywhere(client, strike_story, draft_story):
    page = client.get("/").content.decode()

    for door in ("/admin/", "/api/v1/docs/", "/api/v1/schema/", "/api/v1/articles/dockers-strike/"):
        assert f'href="{door}' in page
    assert "resigns" not in page


def test_browsers_find_the_icon_that_they_ask_for(client, db):
    assert client.get("/favicon.ico").headers["Location"].endswith("icon.svg")


def test_an_unknown_page_is_a_plain_404(client, db):
    assert client.get("/nowhere/").status_code == 404


def test_the_newsroom_says_that_it_is_ready(client, db):
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready"}
