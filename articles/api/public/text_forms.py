"""In which other forms can a reader's program have the running text?"""

from typing import Any

from articles.rules.clean import as_markdown, as_plain


def with_text_forms(article: dict[str, Any], form: str) -> dict[str, Any]:
    """Put the text of each passage beside its HTML, as Markdown or plain text."""
    write = {"markdown": as_markdown, "plain": as_plain}[form]
    for section in article.get("sections", ()):
        for block in section.get("blocks", ()):
            if block.get("type") == "text":
                block[form] = write(block["html"])
    return article
