"""The newsroom expects that lists go in and out as text, byte for byte."""

import io

import pytest
from django.core.management import CommandError, call_command

from comments.models import BlockList

pytestmark = pytest.mark.django_db
TEXT = "# ours\r\npills\n\ncas\u00edno\n  spaced out \nno newline at the end"


def ran(*words, **facts):
    out = io.StringIO()
    call_command(*map(str, words), stdout=out, stderr=io.StringIO(), **facts)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes(TEXT.encode())
    return file


def test_a_list_comes_out_as_it_went_in(file, tmp_path):
    told = ran("import_list", "blocked", file, "--replace")
    ran("export_list", "blocked", tmp_path / "out.txt")

    assert "4 added, 0 removed: version 1." in told
    assert (tmp_path / "out.txt").read_bytes() == TEXT.encode()
    assert ran("export_list", "blocked") == TEXT


def test_a_file_is_added_to_what_is_there(file, tmp_path):
    more = tmp_path / "more.txt"
    more.write_text("P\u00cdLLS\nbingo\n")
    ran("import_list", "blocked", file, "--replace")

    told = ran("import_list", "blocked", more)

    assert "In the list already: 1." in told
    assert BlockList.objects.get(kind="blocked").text == f"{TEXT}\nbingo\n"


def test_a_dry_run_only_looks(file):
    told = ran("import_list", "suspect", file, "--dry-run")

    assert "Line 3: blank" in told
    assert not BlockList.objects.exists()


@pytest.mark.parametrize("option", ["--replace", "--dry-run"])
def test_a_line_that_cannot_be_used_is_named(file, option):
    with pytest.raises(CommandError):
        ran("import_list", "networks", file, option)

    assert not BlockList.objects.exists()


def test_a_file_that_cannot_be_read_is_told(file, tmp_path):
    file.write_bytes(b"fine\n\xff\n")

    with pytest.raises(CommandError, match="Line 2 is not UTF-8"):
        ran("import_list", "blocked", file)
    with pytest.raises(CommandError, match="cannot be read"):
        ran("import_list", "blocked", tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match="cannot be written"):
        ran("export_list", "blocked", tmp_path / "no" / "where.txt")
