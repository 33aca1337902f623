"""The guard: the newsroom expects that no answer is lost with what nobody read."""

from io import BytesIO

from django.http import HttpResponse
from django.test import RequestFactory

from cms.kernel.guard import MOST_LEFT, Guard


def left_after(*, method: str, size: int) -> int:
    """Return how many bytes of a body are left when a view that reads nothing has answered."""
    body = BytesIO(b"x" * size)
    request = RequestFactory().generic(
        method, "/", **{"wsgi.input": body, "CONTENT_LENGTH": str(size)}
    )
    answer = Guard(lambda _request: HttpResponse(status=413))(request)
    assert answer.status_code == 413
    return size - body.tell()


def test_a_body_that_no_view_read_is_read_to_its_end():
    assert left_after(method="POST", size=1_000_001) == 0
    assert left_after(method="DELETE", size=10) == 0


def test_what_is_larger_than_any_upload_is_not_read_for_ever():
    assert left_after(method="POST", size=MOST_LEFT + 7) == 7


def test_reads_have_no_body_worth_reading():
    assert left_after(method="GET", size=10) == 10


def test_a_body_that_was_read_is_not_asked_for_again():
    request = RequestFactory().post("/", b"text", content_type="text/plain")

    answer = Guard(lambda asked: HttpResponse(asked.body))(request)

    assert answer.content == b"text"
