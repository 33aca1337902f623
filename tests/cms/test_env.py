"""The newsroom expects that its mail and its login can be named in the environment."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import env
from cms.checks import frontends_get_the_token, letters_reach_readers


def test_a_mail_server_is_an_address():
    said = env.mailer("smtp+tls://us%40er:p%2Fw@mail.example:2525")

    assert said["BACKEND"].endswith("smtp.EmailBackend")
    options = said["OPTIONS"]
    assert (options["host"], options["port"], options["use_tls"]) == ("mail.example", 2525, True)
    assert (options["username"], options["password"]) == ("us@er", "p/w")


@pytest.mark.parametrize(
    ("url", "port"),
    [("smtp://m.example", 25), ("smtp+tls://m.example", 587), ("smtp+ssl://m.example", 465)],
)
def test_each_way_to_send_has_its_port(url, port):
    assert env.mailer(url)["OPTIONS"]["port"] == port


@pytest.mark.parametrize(
    "url", ["mail.example", "smtp://", "pigeon://x", "smtp://m.example:x", "file:"]
)
def test_what_is_no_mail_server_is_said(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        env.mailer(url)


def test_letters_come_from_the_site_itself():
    assert env.sender("The Courier", "https://paper.example/x") == (
        "The Courier <newsroom@paper.example>"
    )
    assert env.sender("C", "http://127.0.0.1:8000") == "C <newsroom@localhost>"


def test_keys_stand_in_the_variable_or_in_a_file(monkeypatch, tmp_path):
    keys = {"a": {"alg": "ES256", "key": "PEM"}}
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(keys))

    for said in (json.dumps(keys), str(file)):
        monkeypatch.setenv("READER_JWT_KEYS", said)
        assert env.login_keys("READER_JWT_KEYS") == keys
    monkeypatch.delenv("READER_JWT_KEYS")
    assert env.login_keys("READER_JWT_KEYS") == {}


@pytest.mark.parametrize(
    "said", ["{", '{"a": 1}', "[]", "/nowhere/keys.json", '{"a": {"alg": "x"}}']
)
def test_what_is_no_key_is_said(monkeypatch, said):
    monkeypatch.setenv("READER_JWT_KEYS", said)

    with pytest.raises(ImproperlyConfigured, match="READER_JWT_KEYS"):
        env.login_keys("READER_JWT_KEYS")


def test_a_deployment_is_told_that_letters_stay_on_the_console(settings):
    settings.EMAIL_BACKEND = env.mailer("console:")["BACKEND"]
    assert [found.id for found in letters_reach_readers()] == ["newsroom.N008"]
    settings.EMAIL_BACKEND = env.mailer("smtp://m.example")["BACKEND"]
    assert letters_reach_readers() == []


def test_a_page_of_the_frontend_must_be_told_the_token(settings):
    settings.COMMENT_VERIFY_URL = "https://paper.example/confirm"
    assert [found.id for found in frontends_get_the_token()] == ["newsroom.N011"]
    settings.COMMENT_VERIFY_URL = "https://paper.example/confirm?t={token}"
    assert frontends_get_the_token() == []
