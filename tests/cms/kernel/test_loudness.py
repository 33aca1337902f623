"""The newsroom expects that its log warns of trouble, and not of those who ask wrongly."""

import logging

import pytest

LOGGER = "django.request"


@pytest.mark.parametrize(("root", "told"), [(logging.WARNING, []), (logging.INFO, [logging.INFO])])
def test_a_refusal_is_news_and_no_warning(api, db, caplog, root, told):
    with caplog.at_level(root):
        assert api.get("/api/v1/articles/?colour=red").status_code == 400

    assert [record.levelno for record in caplog.records if record.name == LOGGER] == told


def test_what_breaks_is_an_error(caplog):
    logging.getLogger(LOGGER).error("broken", extra={"status_code": 500})
    logging.getLogger(LOGGER).warning("odd")

    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]
