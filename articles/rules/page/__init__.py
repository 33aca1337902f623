"""A newspaper page as plain text becomes a structured draft, every guess of it refusable."""

from articles.rules.page.contents import words_left_out, words_of
from articles.rules.page.markup import with_markup
from articles.rules.page.notes import speaker_id
from articles.rules.page.pasted import Manuscript, manuscript_of, read_html, read_plain
from articles.rules.page.pieces import Block, Figure, Passage, Piece, Quote, Told
from articles.rules.page.proposal import KnownPerson, Note, Person, Proposal, Section
from articles.rules.page.proposing import propose
from articles.rules.page.reading import Unreadable, read_manuscript
from articles.rules.page.refusals import UnknownGuess, accept
from articles.rules.page.words import words

__all__ = [
    "Block",
    "Figure",
    "KnownPerson",
    "Manuscript",
    "Note",
    "Passage",
    "Person",
    "Piece",
    "Proposal",
    "Quote",
    "Section",
    "Told",
    "UnknownGuess",
    "Unreadable",
    "accept",
    "manuscript_of",
    "propose",
    "read_html",
    "read_manuscript",
    "read_plain",
    "speaker_id",
    "with_markup",
    "words",
    "words_left_out",
    "words_of",
]
