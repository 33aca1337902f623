"""How do renditions reach a reader?"""

import pytest

from media.models.stores import uploads

pytestmark = pytest.mark.urls("tests.media.api.urls")


@pytest.fixture(params=["jpeg", "webp", "avif"])
def rendition(request, harbour):
    return harbour.renditions.filter(crop="", format=request.param).latest("width")


@pytest.fixture
def etag(rendition, client):
    answer = client.head(f"/uploads/{rendition.file}")
    answer.close()
    return answer["ETag"]


def bytes_of(answer):
    return b"".join(answer.streaming_content)


def test_a_rendition_is_given_with_its_type_and_for_ever(rendition, client):
    answer = client.get(f"/uploads/{rendition.file}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == f"image/{rendition.format}"
    assert len(bytes_of(answer)) == int(answer["Content-Length"]) == rendition.byte_count
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer
    answer.close()


def test_head_tells_all_but_the_picture(rendition, client):
    answer = client.head(f"/uploads/{rendition.file}")
    answer.close()

    assert answer.status_code == 200
    assert int(answer["Content-Length"]) == rendition.byte_count
    assert answer["ETag"]


def test_who_has_it_already_gets_no_second_copy(rendition, etag, client):

    same = client.get(f"/uploads/{rendition.file}", HTTP_IF_NONE_MATCH=etag)
    other = client.get(f"/uploads/{rendition.file}", HTTP_IF_NONE_MATCH='"another"')

    assert (same.status_code, same.content) == (304, b"")
    assert same["Cache-Control"].endswith("immutable")
    assert other.status_code == 200
    other.close()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "photos/",
        "photos",
        "../secret_key",
        "photos/../../secret_key",
        "..%2f..%2fsecret_key",
        "photos/ab/0123456789abcdef/whole-320.svg",
        "photos/ab/0123456789abcdef/whole-320.webp",
        "photos/ab/0123456789abcdef/whole-320.webp%00.jpg",
        "photos/ab/0123456789abcdef/whole-320.webp%0a",
        "/etc/passwd",
        "evil.html",
    ],
)
def test_there_is_no_way_to_other_files(name, harbour, client, archive):
    (archive / "uploads" / "evil.html").write_text("<script>alert(1)</script>")
    (archive / "secret_key").write_text("secret")

    answer = client.get(f"/uploads/{name}")

    assert answer.status_code in {400, 404}
    assert "immutable" not in answer.get("Cache-Control", "")


def test_originals_have_no_address(harbour, client):
    for name in (str(harbour.original), f"../originals/{harbour.original}"):
        assert client.get(f"/uploads/{name}").status_code == 404


def test_a_deleted_rendition_is_gone_even_for_those_who_know_it(rendition, etag, client):
    uploads().delete(str(rendition.file))

    assert client.get(f"/uploads/{rendition.file}", HTTP_IF_NONE_MATCH=etag).status_code == 404


def test_nothing_can_be_written_there(rendition, client):
    assert client.post(f"/uploads/{rendition.file}").status_code == 405
    assert client.delete(f"/uploads/{rendition.file}").status_code == 405
