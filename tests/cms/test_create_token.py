"""How does a program get a key? It is shown once, and only its hash is kept."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from cms.kernel import clock as newsroom_clock
from cms.kernel.models import ApiToken, digest


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("create_token", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_standard_output_has_the_token_and_nothing_else(ada):
    out, err = run("bench", "--scope", "editor", "--scope", "moderator", "--user", "ada")

    token = ApiToken.objects.get()
    assert digest(out.strip()) == token.digest
    assert out == out.strip() + "\n"
    assert "bench" in err
    assert token.scopes == ["editor", "moderator"]
    assert token.user == ada
    assert token.expires_at is None


def test_the_token_opens_what_it_says(ada):
    out, _err = run("bench", "--scope", "editor", "--user", "ada")

    assert ApiToken.objects.valid(newsroom_clock.now()).get().digest == digest(out.strip())


def test_nothing_readable_is_kept(ada):
    out, err = run("bench", "--scope", "editor", "--user", "ada")

    secret = out.strip()
    assert secret not in err
    assert all(
        secret not in str(value) for row in ApiToken.objects.values() for value in row.values()
    )


def test_a_token_ends_after_its_days(clock, ada):
    run("bench", "--scope", "preview", "--user", "ada", "--days", "30")

    at = newsroom_clock.now()
    assert ApiToken.objects.get().expires_at == at + timedelta(days=30)
    assert not ApiToken.objects.valid(at + timedelta(days=30)).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("bench", "--scope", "owner", "--user", "ada"), "no scope “owner”"),
        (("bench", "--user", "ada"), "--scope"),
        (("bench", "--scope", "editor", "--user", "nobody"), "no active user “nobody”"),
        (("", "--scope", "editor", "--user", "ada"), "name"),
        (("x" * 101, "--scope", "editor", "--user", "ada"), "name"),
        (("bench", "--scope", "editor", "--user", "ada", "--days", "0"), "--days"),
        (("bench", "--scope", "editor", "--user", "ada", "--days", "99999"), "--days"),
    ],
)
def test_what_makes_no_sense_makes_no_token(ada, arguments, said):
    with pytest.raises(CommandError, match=said):
        run(*arguments)

    assert not ApiToken.objects.exists()


def test_a_user_who_left_gets_no_token(ada):
    ada.is_active = False
    ada.save()

    with pytest.raises(CommandError, match="no active user"):
        run("bench", "--scope", "editor", "--user", "ada")

    assert not ApiToken.objects.exists()
