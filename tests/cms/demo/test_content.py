"""Is the demo newsroom fit for a newcomer? Complete, consistent, and light to download."""

import re
import tomllib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cms.demo import drawing

DEMO = Path(drawing.__file__).parent
NEWSROOM = tomllib.loads((DEMO / "newsroom.toml").read_text(encoding="utf-8"))
STORIES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((DEMO / "stories").glob("*.toml"))
}
THREADS = tomllib.loads((DEMO / "comments.toml").read_text(encoding="utf-8"))["threads"]
COMMENTS = [(thread["story"], comment) for thread in THREADS for comment in thread["comments"]]
PUBLISHED = {slug: story for slug, story in STORIES.items() if "state" not in story}

TEXT_TAGS = {"p", "a", "ul", "ol", "li", "blockquote", "pre", "br"}
WORD_TAGS = {"strong", "em", "code", "sub", "sup"}
NETWORKS = {
    "facebook",
    "x",
    "telegram",
    "whatsapp",
    "linkedin",
    "reddit",
    "bluesky",
    "threads",
    "email",
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KNOWN = {
    kind: {entry["slug"] for entry in NEWSROOM[kind]}
    for kind in ("categories", "tags", "authors", "experts")
}
PHOTOS = {photo["file"]: photo for photo in NEWSROOM["photos"]}

each_story = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
each_published_story = pytest.mark.parametrize("story", PUBLISHED.values(), ids=PUBLISHED)
each_photo = pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)


class Vocabulary(HTMLParser):
    """Collect the tags of a text, and check that they close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.loose = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += [(tag, name) for name, _ in attrs]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.loose += data.strip()


def blocks(story: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [b for section in story["sections"] for b in section["blocks"] if kind in b]


def figures(story: dict[str, Any]) -> list[dict[str, Any]]:
    return ([story["lead"]] if "lead" in story else []) + blocks(story, "photo")


def depth(thread: dict[str, Any], comment: dict[str, Any]) -> int:
    above = {c["id"]: c for c in thread["comments"]}
    return 1 + depth(thread, above[comment["parent"]]) if "parent" in comment else 1


def test_there_is_enough_to_look_at():
    languages = Counter(story["language"] for story in PUBLISHED.values())
    kinds = Counter(expert["kind"] for expert in NEWSROOM["experts"])

    assert languages["en"] >= 10
    assert languages["es"] >= 4
    assert languages["ar"] == 1
    assert set(languages) == set(NEWSROOM["site"]["languages"])
    assert {story["category"] for story in PUBLISHED.values()} == KNOWN["categories"]
    assert len(KNOWN["categories"]) == 4
    assert len(KNOWN["authors"]) == 4
    assert len(KNOWN["tags"]) >= 10
    assert kinds["organisation"] == 2
    assert kinds["person"] >= 7


def test_stories_of_every_state_are_there():
    states = Counter(story.get("state", "published") for story in STORIES.values())

    assert states["published"] >= 14
    assert states["draft"] == states["submitted"] == states["scheduled"] == 1


def test_every_slug_is_unique_lower_case_ascii():
    slugs = [entry["slug"] for kind in KNOWN for entry in NEWSROOM[kind]]

    assert len(slugs) == len(set(slugs))
    assert all(SLUG.fullmatch(slug) for slug in (*slugs, *STORIES, *PHOTOS))


@each_story
def test_a_story_lives_in_the_file_of_its_slug(story):
    assert STORIES[story["slug"]] is story


@each_story
def test_everything_a_story_names_exists(story):
    quoted = {quote["expert"] for quote in blocks(story, "quote") if "expert" in quote}

    assert story["category"] in KNOWN["categories"]
    assert set(story["tags"]) <= KNOWN["tags"]
    assert {name["author"] for name in story["byline"]} <= KNOWN["authors"]
    assert quoted <= KNOWN["experts"]
    assert {figure["photo"] for figure in figures(story)} <= set(PHOTOS)
    assert set(story["related"]) <= set(STORIES) - {story["slug"]}
    assert story.get("translation_of", "last-diesel-crane") in STORIES
    assert set(story.get("shares", {})) <= NETWORKS


@each_story
def test_every_text_keeps_to_the_small_vocabulary(story):
    for passage in blocks(story, "text"):
        page = Vocabulary(passage["text"])

        assert page.seen <= TEXT_TAGS | WORD_TAGS
        assert not page.open
        assert not page.loose
        assert set(page.attributes) <= {("a", "href")}


@each_published_story
def test_a_published_story_lacks_nothing(story):
    headings = [section["heading"] for section in story["sections"]]

    assert story["headline"]
    assert story["standfirst"]
    assert story["source"]["name"]
    assert story["tags"]
    assert story["lead"]["photo"]
    assert story["published_hours_ago"] > 0
    assert story["views"] > sum(story["shares"].values()) > 0
    assert headings[0] == ""
    assert all(headings[1:])
    assert 2 <= len(headings[1:]) <= 4
    assert all(section["blocks"] for section in story["sections"])
    assert all(name["role"] for name in story["byline"])


@each_published_story
def test_every_quote_has_a_speaker_and_a_day(story):
    quotes = blocks(story, "quote")

    assert 1 <= len(quotes) <= 4
    for quote in quotes:
        assert quote["quote"]
        assert quote["expert"]
        assert quote["attribution"]
        assert quote["said_days_before"] >= 0


@pytest.mark.parametrize(
    "story", [s for s in STORIES.values() if s.get("state") != "draft"], ids=lambda s: s["slug"]
)
def test_every_printed_photo_has_caption_credit_and_alt(story):
    for figure in figures(story):
        assert figure["caption"]
        assert figure["credit"]
        assert figure["alt"]
        assert figure["alt"] != figure["caption"]


def test_the_draft_shows_what_a_checklist_is_for():
    draft = next(story for story in STORIES.values() if story.get("state") == "draft")

    assert not draft["standfirst"]
    assert "lead" not in draft
    assert any("expert" not in quote for quote in blocks(draft, "quote"))


def test_translations_share_the_category_and_photo_of_their_original():
    translations = [story for story in PUBLISHED.values() if "translation_of" in story]

    assert len(translations) >= 2
    for story in translations:
        original = PUBLISHED[story["translation_of"]]
        assert story["language"] != original["language"]
        assert story["category"] == original["category"]
        assert story["lead"]["photo"] == original["lead"]["photo"]
        assert story["published_hours_ago"] <= original["published_hours_ago"]


def test_some_stories_have_two_names_and_half_a_second_photo():
    two_names = [story for story in PUBLISHED.values() if len(story["byline"]) > 1]
    second_photo = [story for story in PUBLISHED.values() if blocks(story, "photo")]

    assert two_names
    assert len(second_photo) * 2 >= len(PUBLISHED) - 1


def test_every_expert_is_quoted_in_a_published_story():
    quoted = {q["expert"] for story in PUBLISHED.values() for q in blocks(story, "quote")}

    assert quoted == KNOWN["experts"]
    for expert in NEWSROOM["experts"]:
        assert expert["name"]
        assert expert["role"]
        assert expert["bio"]
        assert expert["organisation"] or expert["kind"] == "organisation"
        assert expert["name"] not in expert["aliases"]


def test_no_alias_means_two_experts():
    spoken = [
        name.casefold()
        for expert in NEWSROOM["experts"]
        for name in (expert["name"], *expert["aliases"])
    ]

    assert len(spoken) == len(set(spoken))


@each_photo
def test_a_photo_is_described(photo):
    assert photo["caption"]
    assert photo["credit"]
    assert photo["alt"]
    assert photo["alt"] != photo["caption"]
    assert all(0 <= share <= 1 for share in photo["focal"])


@each_photo
def test_a_photo_has_its_size_and_tells_nothing_else(photo):
    path = DEMO / "photos" / f"{photo['file']}.jpg"

    with Image.open(path) as image:
        assert image.format == "JPEG"
        assert image.size == drawing.MOTIFS[photo["file"]].size
        assert not image.getexif()
        assert not {"exif", "photoshop", "xmp", "comment"} & set(image.info)
    assert path.stat().st_size < 160_000


def test_the_photos_are_those_that_are_drawn_and_stay_light():
    files = list((DEMO / "photos").iterdir())
    sizes = {motif.size for motif in drawing.MOTIFS.values()}

    assert {path.stem for path in files} == set(PHOTOS) == set(drawing.MOTIFS)
    assert len(files) >= 16
    assert sum(path.stat().st_size for path in files) < 2_000_000
    assert sizes == {drawing.LANDSCAPE, drawing.PORTRAIT, drawing.PANORAMA}


def test_every_photo_is_printed_somewhere():
    printed = {figure["photo"] for story in STORIES.values() for figure in figures(story)}

    assert printed == set(PHOTOS)


def test_drawing_twice_gives_the_same_bytes(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        drawing.draw(["night-sky"], folder)

    assert (first / "night-sky.jpg").read_bytes() == (second / "night-sky.jpg").read_bytes()


def test_readers_talk_in_threads_up_to_five_deep():
    depths = {depth(thread, c) for thread in THREADS for c in thread["comments"]}

    assert len(COMMENTS) >= 64
    assert max(depths) == 5


def test_every_comment_stands_under_a_published_story_and_an_earlier_parent():
    ids = [(story, comment["id"]) for story, comment in COMMENTS]

    assert len(ids) == len(set(ids))
    assert len(THREADS) == len({thread["story"] for thread in THREADS})
    for thread in THREADS:
        written: dict[str, float] = {}
        for comment in thread["comments"]:
            at = comment["hours_after_publication"]
            assert 0 < at < PUBLISHED[thread["story"]]["published_hours_ago"]
            assert written[comment["parent"]] < at if "parent" in comment else True
            written[comment["id"]] = at


def test_the_queue_has_work_and_every_held_comment_says_why():
    states = Counter(comment.get("state", "published") for _, comment in COMMENTS)

    assert states["pending"] == 10
    assert states["rejected"] == 2
    assert states["spam"] == 1
    assert set(states) == {"published", "pending", "rejected", "spam"}
    for _, comment in COMMENTS:
        held = set(comment.get("held_for", ()))
        assert held <= {"newcomer", "links", "suspect_words"}
        assert bool(held) is ("state" in comment)
        assert ("reason" in comment) is (comment.get("state") in {"rejected", "spam"})


def test_nobody_answers_or_votes_on_what_is_not_visible():
    for thread in THREADS:
        hidden = {c["id"] for c in thread["comments"] if "state" in c and c["state"] != "spam"}

        assert not hidden & {c.get("parent") for c in thread["comments"]}
        assert all(c["up"] == c["down"] == 0 for c in thread["comments"] if c["id"] in hidden)


def test_every_comment_is_signed_from_the_example_domain():
    for _, comment in COMMENTS:
        assert comment["author"].strip()
        assert len(comment["author"]) <= 60
        assert 2 <= len(comment["text"]) <= 5000
        assert re.fullmatch(r"[a-z0-9.]+@example\.org", comment["email"])
        assert re.search(r"https?://(?!(\w|-|\.)*example\.(org|com))", comment["text"]) is None


def test_one_person_writes_from_one_address():
    addresses: dict[str, str] = {}
    for _, comment in COMMENTS:
        assert addresses.setdefault(comment["email"], comment["author"]) == comment["author"]


def test_every_link_leads_to_an_example_domain():
    for path in (*(DEMO / "stories").glob("*.toml"), DEMO / "comments.toml"):
        for host in re.findall(r"https?://([^/\s\"<]+)", path.read_text(encoding="utf-8")):
            assert host.endswith(("example.org", "example.com"))
