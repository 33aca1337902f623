"""How is what was found on a pasted page told to people? In words that can be translated."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.rules.page import Told

# Each is named by `Told.code`; its facts stand in the braces.
SENTENCES: dict[str, Promise] = {
    # What a piece is.
    "headline": _("the first line"),
    "headline_long": _("the first line is very long for a headline"),
    "standfirst": _("the standfirst: the words under the headline"),
    "heading": _("'{words}' is a heading: a short line that is no sentence"),
    "empty_heading": _("heading '{words}' has no text under it: proposed as a tag"),
    "photo": _("a photo with caption and credit"),
    "photo_without_credit": _("a photo whose credit is not on the page"),
    "photo_without_caption": _("a photo whose caption is not on the page"),
    "source": _("the source: {words}"),
    "tag": _("'{words}' is a tag"),
    "no_tag": _("'{words}' is no tag: left out"),
    "byline": _("the byline: {words}"),
    "quote": _("a quote with its attribution"),
    "quote_signed": _("a quote signed on the next line"),
    "quote_unattributed": _("a quote: a paragraph in quotation marks"),
    "quote_marks_unpaired": _("a quote whose inner quotation marks do not pair"),
    "quote_unclosed": _("a quotation mark opens and never closes: left as running text"),
    "furniture": _("'{words}' is page furniture: left out"),
    "furniture_button": _("'{words}' looks like a button or a field: left out"),
    "furniture_date": _("'{words}' is a date: left out"),
    "furniture_behind": _("'{words}' stands behind the end of the story: left out"),
    # Who speaks.
    "named_before": _("named before the quote"),
    "named_after": _("named after the quote"),
    "one_name_before": _("named before the quote by one name only"),
    "one_name_after": _("named after the quote by one name only"),
    "only_one_before": _("named before the quote: the only {words} of the page is {name}"),
    "only_one_after": _("named after the quote: the only {words} of the page is {name}"),
    "no_fuller_name_before": _(
        "named before the quote as '{words}', with no fuller name on the page"
    ),
    "no_fuller_name_after": _(
        "named after the quote as '{words}', with no fuller name on the page"
    ),
    "spoken_for_before": _("somebody speaks for {name}, named before the quote"),
    "spoken_for_after": _("somebody speaks for {name}, named after the quote"),
    "spelling": _("'{words}' taken to be {name} (spelling differs by one letter)"),
    "same_surname": _("{count} people are called '{words}': taken to be {name}, last named before"),
    "described_house": _("'{words}' taken to be {name}, the last {noun} named before"),
    "described": _("'{words}' taken to be {name} ({role}), last named before"),
    "pronoun": _("'{words}' taken to be {name}, the last person named before"),
    "same_as_before": _("taken to be {name}, who speaks in the quote before"),
    "introduced": _("the paragraph before introduces {name}"),
    "named_nearby": _("taken to be {name}, named in the paragraph before"),
    "nobody_called": _("'{words}' is nobody whom the page names before"),
    "nobody": _("nobody is named beside the quote"),
    "refused": _("refused by an editor"),
    # Who is who.
    "called": _("'{words}' taken to be {name}"),
    "person_new": _("{name} is proposed as a new expert (person)"),
    "organisation_new": _("{name} is proposed as a new expert (organisation)"),
    "role": _("{name} is introduced as '{role}'"),
    "joined_words": _("'{words}' are two words without a space; the text is left as printed"),
    "match_name": _("{name}: taken to be the expert {expert}, who is called so in the newsroom"),
    "match_surname": _(
        "{name}: taken to be the expert {expert}, who has this surname in the newsroom"
    ),
    "match_spelling": _(
        "{name}: taken to be the expert {expert}, who differs by one letter in the newsroom"
    ),
    "match_several": _("{name}: {count} experts of the newsroom could be meant"),
    # What is missing, or was left behind.
    "headline_missing": _("the page has no headline"),
    "standfirst_missing": _("no words stand under the headline as a standfirst"),
    "photo_missing": _("the page names no photo"),
    "source_missing": _("the page names no source"),
    "pictures_embedded": _("pictures that came inside the paste, to be uploaded by hand: {count}"),
    "pictures_bare": _("pictures that came without a word, left out: {count}"),
    "comments_left_out": _("comments on the text, left out: {count}"),
}


def sentence_of(told: Told) -> str:
    """Return a finding as a sentence in the reader's language."""
    return str(SENTENCES[told.code]).format(**told.facts)
