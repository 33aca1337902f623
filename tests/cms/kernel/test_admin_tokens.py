"""The newsroom expects that keys for programs are made, shown once and taken back in the admin."""

import re

from django.contrib.auth.models import Permission

from cms.kernel.models import Announcement, ApiToken, digest


def _make(client, user, **facts):
    given = {"name": "Frontend", "user": user.pk, "scopes": ["preview"], **facts}
    return client.post("/admin/kernel/apitoken/add/", given, follow=True)


def test_the_secret_is_shown_once_and_opens_the_door(client, ada):
    client.force_login(ada)

    page = _make(client, ada, scopes=["preview", "editor"])

    secret = re.search(r"<code>(nr_[\w-]+)</code>", page.content.decode())[1]
    token = ApiToken.objects.get()
    assert token.digest == digest(secret)
    assert token.scopes == ["editor", "preview"]
    again = client.get("/admin/kernel/apitoken/").content.decode()
    assert secret not in again
    assert token.hint in again


def test_a_revoked_key_opens_nothing(client, ada):
    client.force_login(ada)
    _make(client, ada)
    token = ApiToken.objects.get()

    client.post(
        "/admin/kernel/apitoken/", {"action": "revoke", "_selected_action": [token.pk]}, follow=True
    )

    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_key_is_never_changed_or_deleted(client, ada):
    client.force_login(ada)
    _make(client, ada)
    token = ApiToken.objects.get()

    change = client.post(f"/admin/kernel/apitoken/{token.pk}/change/", {"name": "Other"})
    delete = client.post(f"/admin/kernel/apitoken/{token.pk}/delete/", {"post": "yes"})

    assert (change.status_code, delete.status_code) == (403, 403)
    assert ApiToken.objects.get().name == "Frontend"


def test_nobody_makes_a_key_that_acts_for_somebody_mightier(client, ada, moss):
    kernel = Permission.objects.filter(content_type__app_label="kernel")
    moss.user_permissions.add(*kernel, Permission.objects.get(codename="view_user"))
    client.force_login(moss)

    page = _make(client, ada)

    assert page.status_code == 200
    assert not ApiToken.objects.exists()


def test_what_was_announced_can_be_read_and_not_written(client, ada):
    row = Announcement.objects.create(kind="article.published", subject="1")
    client.force_login(ada)

    listed = client.get("/admin/kernel/announcement/")

    assert b"article.published" in listed.content
    assert client.get("/admin/kernel/announcement/add/").status_code == 403
    assert client.post(f"/admin/kernel/announcement/{row.pk}/delete/").status_code == 403
