"""What does the form say while it is still being filled in?"""

from typing import Any

from articles.actions.write_copy import cleaned
from articles.admin.story_form import StoryForm
from articles.rules.clean import clean_text
from articles.rules.copy import ArticleCopy

_PLAIN = (
    "headline", "standfirst", "slug", "lead_caption", "lead_credit", "lead_alt", "source_name",
    "seo_title", "seo_description",
)  # fmt: skip
_NOTHING: dict[str, Any] = {
    "language": "en", "category": None, "tags": (), "byline": (), "lead_photo": None,
    "source_url": "", "canonical_url": "", "noindex": False, "related": (),
    "translation_of": None,
}  # fmt: skip


class ProofForm(StoryForm):
    """The form of a story, read as a save would read it; nothing is written.

    What is not filled in rightly yet counts as it was typed where it is plain text, as it is
    stored where it is the body, and as nothing elsewhere.
    """

    def _post_clean(self) -> None:
        """Write nothing."""

    def typed_copy(self) -> ArticleCopy:
        """Return the story that the form says by now, clean as a save would make it."""
        self.full_clean()
        typed = {name: clean_text(str(self.data.get(name, ""))) for name in _PLAIN}
        known = _NOTHING | typed | {"body": self.former.sections}
        self.cleaned_data = known | self.cleaned_data
        return cleaned(self.written_copy())
