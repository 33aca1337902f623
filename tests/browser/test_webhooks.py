"""The newsroom expects that everybody can look after webhooks, in light and in dark."""

from datetime import timedelta

import pytest

from cms.kernel import clock
from cms.webhooks.actions.end import end
from cms.webhooks.actions.look_after import set_up
from cms.webhooks.models import Attempt, Delivery, Ended, State
from tests.browser.test_accessible import flaws

LIST, DELIVERIES = "/admin/webhooks/webhook/", "/admin/webhooks/delivery/"


@pytest.fixture
def webhooks(settings, ada):
    """One webhook that hears, one that failed for days; a message that waits, with its tries."""
    settings.WEBHOOK_ALLOW_PRIVATE = True
    facts = {"event_types": ["article.*", "photo.updated"], "by": ada}
    sound = set_up(name="Frontend", url="http://127.0.0.1:9/hooks", **facts).webhook
    lame = set_up(name="Search", url="http://127.0.0.1:9/search", **facts).webhook
    end(lame.pk, because=Ended.FAILING)
    waits = Delivery.objects.create(
        webhook=sound,
        type="article.updated",
        subject="article-1",
        body='{"type": "article.updated"}',
        tries=2,
        trouble="status 503",
        due_at=clock.now() + timedelta(hours=1),
    )
    for status, trouble in ((503, ""), (None, "timeout")):
        Attempt.objects.create(
            delivery=waits, status=status, trouble=trouble, duration_ms=12, answer="Busy."
        )
    Delivery.objects.create(
        webhook=lame, type="photo.updated", subject="photo-1", body="{}", state=State.GIVEN_UP
    )
    return sound, waits


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_webhooks(desk, live_server, webhooks, scheme):
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sound, waits = webhooks
    found = {}
    for path in (
        LIST,
        f"{LIST}add/",
        f"{LIST}{sound.pk}/change/",
        f"{LIST}{sound.pk}/delete/",
        DELIVERIES,
        f"{DELIVERIES}{waits.pk}/change/",
    ):
        assert desk.goto(f"{live_server.url}{path}").status == 200
        desk.wait_for_load_state("networkidle")
        found[path] = flaws(desk)

    fill_in(desk, f"{live_server.url}{LIST}add/", "ftp://nowhere")
    assert desk.locator(".errorlist").count()
    found["a form with what is wrong in it"] = flaws(desk)
    fill_in(desk, f"{live_server.url}{LIST}add/", "http://127.0.0.1:9/third")
    assert "whsec_" in desk.inner_text(".messagelist")
    found["a secret that is shown once"] = flaws(desk)

    assert {place: said for place, said in found.items() if said} == {}


def fill_in(desk, form, url):
    desk.goto(form)
    desk.fill("#id_name", "Third")
    desk.fill("#id_url", url)
    desk.check("input[name=event_types] >> nth=0")
    desk.eval_on_selector("#webhook_form", "form => form.noValidate = true")
    desk.click("[name=_save]")
    desk.wait_for_load_state("networkidle")
