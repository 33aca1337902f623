"""The OpenAPI document: valid, complete, and what the answers really look like."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.core.management import call_command
from django.utils import translation
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SNAPSHOT = Path(__file__).parent.parent / "docs" / "openapi.yaml"


@pytest.fixture(scope="session")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("schema") / "openapi.yaml"
    with translation.override(None):  # whatever the test before spoke
        call_command("spectacular", "--fail-on-warn", "--file", str(file))
    loaded: dict[str, Any] = yaml.load(file.read_text(), yaml.CSafeLoader)
    return loaded


def test_it_is_a_valid_openapi_3_1_document(document):
    validate(document)

    assert document["openapi"].startswith("3.1")


def test_it_is_the_one_that_was_agreed_on(document):
    agreed = yaml.safe_load(SNAPSHOT.read_text())

    assert document == agreed, "run `make schema`, and read the difference as your users would"


def test_frontends_are_served_the_same_document(api, document):
    answer = api.get("/api/v1/schema/")

    assert answer.json() == document
    assert api.get("/api/v1/schema/?x=1").status_code == 400


def test_blocks_are_told_apart_by_their_type(document):
    block = document["components"]["schemas"]["Block"]

    assert block["discriminator"]["propertyName"] == "type"
    assert set(block["discriminator"]["mapping"]) == {"text", "quote", "photo"}


def test_every_operation_has_a_name_of_its_own(document):
    names = [
        operation["operationId"]
        for path in document["paths"].values()
        for verb, operation in path.items()
        if verb in {"get", "post", "put", "patch", "delete"}
    ]

    assert len(names) == len(set(names))


def operations(document):
    for path, doors in document["paths"].items():
        for verb, operation in doors.items():
            if verb in {"get", "post", "put", "patch", "delete"}:
                yield f"{verb} {path}", operation


def refusals(operation):
    for status, answer in operation["responses"].items():
        said = answer.get("content", {}).get("application/problem+json")
        if said is not None:
            yield status, said


def test_doors_of_one_kind_stand_under_one_name(document):
    tags = {tag for _door, operation in operations(document) for tag in operation["tags"]}

    assert "Moderation" in tags
    assert all(tag[0].isupper() and "-" not in tag for tag in tags), tags
    assert len({tag.casefold() for tag in tags}) == len(tags)


def test_moderators_tools_are_shown_every_refusal(document):
    unshown = [
        (door, status)
        for door, operation in operations(document)
        if "Moderation" in operation["tags"]
        for status, said in refusals(operation)
        if not said.get("examples") and status != "413"
    ]

    assert unshown == []


def test_every_example_looks_as_the_document_says(document):
    known = document["components"]["examples"]
    shown = 0
    for door, operation in operations(document):
        for status, said in refusals(operation):
            for example in said.get("examples", {}).values():
                named = example.get("$ref", "").rpartition("/")[2]
                value = known[named]["value"] if named else example["value"]
                checker(document, said["schema"]).validate(value)
                assert str(value["status"]) == status, door
                shown += 1
    assert shown > 100


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/api/v1/articles/", "/api/v1/articles/"),
        ("/api/v1/articles/dockers-strike/", "/api/v1/articles/{slug}/"),
        ("/api/v1/articles/dockers-strike/related/", "/api/v1/articles/{slug}/related/"),
        ("/api/v1/articles/dockers-strike/comments/", "/api/v1/articles/{slug}/comments/"),
        ("/api/v1/experts/", "/api/v1/experts/"),
        ("/api/v1/experts/rosa-lind/", "/api/v1/experts/{slug}/"),
        ("/api/v1/experts/rosa-lind/quotes/", "/api/v1/experts/{slug}/quotes/"),
        ("/api/v1/quotes/", "/api/v1/quotes/"),
        ("/api/v1/authors/", "/api/v1/authors/"),
        ("/api/v1/categories/city/", "/api/v1/categories/{slug}/"),
        ("/api/v1/tags/", "/api/v1/tags/"),
        ("/api/v1/most-popular/", "/api/v1/most-popular/"),
        ("/api/v1/articles/nowhere/", "/api/v1/articles/{slug}/"),
        ("/api/v1/articles/?colour=red", "/api/v1/articles/"),
    ],
)
def test_real_answers_look_as_the_document_says(api, strike_story, document, path, operation):
    answer = api.get(path)

    said = document["paths"][operation]["get"]["responses"][str(answer.status_code)]
    schema = said["content"][answer.headers["Content-Type"]]["schema"]
    checker(document, schema).validate(answer.json())


def checker(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """Return a validator of one schema that finds the document's components."""
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Any = Registry().with_resource("urn:openapi", resource)
    return jsonschema.Draft202012Validator(
        {"$ref": "urn:openapi" + schema["$ref"]} if "$ref" in schema else schema,
        registry=registry,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
