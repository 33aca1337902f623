"""The newsroom expects that a story tells others its own words where none are given."""

from articles.rules.copy import ArticleCopy, Seo
from articles.rules.telling import Told, told

PAGE = "https://paper.example/en/a"


def test_what_is_not_given_is_taken_from_the_story():
    copy = ArticleCopy(headline="Dockers strike", standfirst="The port is silent.")

    assert told(copy, PAGE) == Told(
        "Dockers strike", "The port is silent.", PAGE, "index,follow,max-image-preview:large"
    )


def test_what_is_given_stands():
    copy = ArticleCopy(headline="h", seo=Seo("Title", "Words", "https://a.example/", noindex=True))

    assert told(copy, PAGE) == Told("Title", "Words", "https://a.example/", "noindex")
