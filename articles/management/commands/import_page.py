"""How does a page from a file become a story? The plan is shown first; nothing else is done."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importers import page, page_photos
from articles.importers.page_reading import GuessUnknown, PageEmpty, Pasted, read_page
from articles.management.plan import place_of, shown
from articles.models import Article, Category, Edition
from articles.queries.working_copy import load
from articles.rules.page import Proposal, Unreadable, read_manuscript
from articles.rules.page.reading import MOST_BYTES
from cms.kernel.errors import DomainError

UNREADABLE = {
    "too_large": gettext_lazy("The file is larger than a page can be."),
    "empty": gettext_lazy("The file is empty: there is no text in it."),
    "binary": gettext_lazy("This is a binary file and not text."),
    "wrong_encoding": gettext_lazy("This is not UTF-8 text. Save it as UTF-8 and try again."),
}
HTML = {".html", ".htm", ".xhtml"}
WAIVED = frozenset({"photo_missing"})


class Command(BaseCommand):
    """Import one page."""

    help = "Show what story a page of plain text makes; make it with --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, what is to be done with it, and what the page does not say."""
        parser.add_argument("file", type=Path, help="the page as plain text, or as HTML")
        parser.add_argument("--apply", action="store_true", help="make the draft")
        parser.add_argument("--publish", action="store_true", help="make it and publish it")
        parser.add_argument(
            "--allow-missing-photos", action="store_true", help="publish with placeholders"
        )
        parser.add_argument("--category", default="", help="slug of a category")
        parser.add_argument("--language", default="", help="code of its language (en)")
        parser.add_argument("--photos", type=Path, help="a folder with the photos' files")
        parser.add_argument(
            "--refuse", nargs="+", action="extend", default=[], help="ids of guesses to refuse"
        )
        parser.add_argument("--by", default="", help="the user name of who imports")
        parser.add_argument(
            "--again", action="store_true", help="write over a draft that was edited since"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Show the plan; with --apply or --publish, carry it out."""
        proposal = _proposal(options["file"], options["refuse"])
        matches = _matches(proposal, options["photos"])
        with_file = {match.figure.id for match in matches}
        missing = {figure.id for figure in page_photos.figures_of(proposal)} - with_file
        plan = shown(proposal, missing=missing, terminal=self.stdout.isatty())
        self.stdout.write(plan)
        key = page.source_key(proposal, options["file"].name)
        if not (options["apply"] or options["publish"]):
            self._say_what_next(key)
            return
        try:
            self._carry_out(proposal, key, matches, options)
        except DomainError as refusal:
            raise CommandError(_in_lines(refusal)) from refusal

    def _say_what_next(self, key: str) -> None:
        if known := page.imported_before(key):
            said = _("This page is draft {article} already.")
            self.stdout.write(said.format(article=known.pk))
        self.stdout.write(_("Nothing was written. Say --apply to make the draft."))

    def _carry_out(
        self,
        proposal: Proposal,
        key: str,
        matches: list[page_photos.Match],
        options: dict[str, Any],
    ) -> None:
        by = _user(options["by"])
        filing = page.Filing(
            source_key=key,
            language=_language(options["language"]),
            category=_category(options["category"], publish=options["publish"]),
            photos={match.figure.id: _taken_in(match, by) for match in matches},
            again=options["again"],
        )
        done = page.apply(proposal, filing, by=by)
        self.stdout.write(_what_came(done))
        if not options["category"] and options["publish"]:
            self.stdout.write(
                _("Filed under “{slug}”; another: --category.").format(slug=page.HOME)
            )
        if options["publish"]:
            self._publish(done.article, by, waive=options["allow_missing_photos"])

    def _publish(self, article: Article, by: Any, *, waive: bool) -> None:
        try:
            edition = page.bring_out(article, by=by, waive=WAIVED if waive else frozenset())
        except DomainError as refusal:
            said = _("The draft stays. It was not published: {why}")
            copy = load(article)
            lines = [f"  {place_of(e['field'], copy)}: {e['message']}" for e in refusal.errors]
            if any(e["code"] == "photo_missing" for e in refusal.errors):
                lines.append(_("Give the files with --photos DIR, or say --allow-missing-photos."))
            raise CommandError("\n".join([said.format(why=refusal), *lines])) from refusal
        if edition is None:
            self.stdout.write(_("Readers see exactly this already."))
        else:
            said = _("Published: {url}")
            self.stdout.write(said.format(url=f"{settings.SITE_URL}{_api(edition)}"))


def _proposal(file: Path, refused: list[str]) -> Proposal:
    try:
        with file.open("rb") as manuscript:
            text = read_manuscript(manuscript.read(MOST_BYTES + 1))
        is_html = file.suffix.lower() in HTML
        pasted = Pasted(*(("", text) if is_html else (text, "")), refused)
        return read_page(pasted, most=MOST_BYTES).proposal
    except IsADirectoryError:
        raise CommandError(_("{file} is a folder and not a file.").format(file=file)) from None
    except OSError as wrong:
        said = _("{file} cannot be read: {why}.")
        raise CommandError(said.format(file=file, why=wrong.strerror)) from None
    except Unreadable as wrong:
        why = UNREADABLE.get(wrong.code, wrong.sentence)
        raise CommandError(f"{file}: {why}") from None
    except (GuessUnknown, PageEmpty) as refusal:
        raise CommandError(str(refusal)) from None


def _matches(proposal: Proposal, folder: Path | None) -> list[page_photos.Match]:
    if folder is None:
        return []
    try:
        return page_photos.matches(proposal, folder)
    except OSError as wrong:
        said = _("The folder {folder} cannot be read: {why}.")
        raise CommandError(said.format(folder=folder, why=wrong.strerror)) from None


def _taken_in(match: page_photos.Match, by: Any) -> Any:
    try:
        return page_photos.bring(match, by=by)
    except OSError as wrong:
        said = _("{file} cannot be read: {why}.")
        raise CommandError(said.format(file=match.file, why=wrong.strerror)) from None
    except DomainError as refusal:
        raise CommandError(f"{match.file}: {refusal}") from refusal


def _user(name: str) -> Any:
    if not name:
        return None
    users = get_user_model()
    found = users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()
    if found is None:
        raise CommandError(_("There is no user “{name}”.").format(name=name))
    return found


def _language(code: str) -> str:
    if (code and not all(part.isalnum() for part in code.split("-"))) or len(code) > 12:  # noqa: PLR2004
        raise CommandError(_("“{code}” is not the code of a language.").format(code=code))
    return code


def _category(slug: str, *, publish: bool) -> int | None:
    if not slug:
        return page.home_category() if publish else None
    if slug == page.HOME:
        return page.home_category()
    found = Category.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("There is no category “{slug}”.").format(slug=slug))
    return found.pk


def _what_came(done: page.Imported) -> str:
    if done.made:
        said = _("Draft {article} made.")
    elif done.changed:
        said = _("Draft {article} brought up to date.")
    else:
        said = _("Draft {article} says this already.")
    where = reverse("admin:articles_article_change", args=[done.article.pk])
    return f"{said.format(article=done.article.pk)} {settings.SITE_URL}{where}"


def _api(edition: Edition) -> str:
    return f"{reverse('article', args=[edition.slug])}?language={edition.language}"


def _in_lines(refusal: DomainError) -> str:
    """Return the refusal with every entry on a line of its own."""
    return "\n".join([str(refusal), *(f"  {e['field']}: {e['message']}" for e in refusal.errors)])
