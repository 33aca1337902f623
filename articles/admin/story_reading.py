"""How does somebody read a story who may not change it?"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models import Article
from articles.queries.desk import expert_labels, photos_of, picks
from articles.queries.working_copy import load
from articles.rules.copy import Block, Figure, Passage, Quote


def reading(story: Article) -> SafeString:
    """Return the text of a story as HTML to look at; a constant number of queries."""
    sections = load(story).sections
    speakers = expert_labels(sections)
    pictures = {pick["id"]: pick["thumbnail"] for pick in picks(photos_of(sections))}

    def shown(block: Block) -> dict[str, object]:
        match block:
            case Passage():
                return {"html": block.html}
            case Quote():
                speaker = block.printed_name or speakers.get(block.expert or 0, "")
                return {"quote": block.text, "speaker": speaker, "how": block.attribution}
            case Figure():
                words = {"caption": block.caption, "credit": block.credit, "alt": block.alt}
                return {"picture": pictures.get(block.photo or 0, ""), **words}

    parts = [(s.heading, [shown(block) for block in s.blocks]) for s in sections]
    return render_to_string("admin/articles/article/reading.html", {"parts": parts})
