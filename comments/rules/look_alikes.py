# ruff: noqa: RUF001 - letters that look alike are what this is about
"""Which letters can be taken for one of the 26 Latin ones?

`SEEN` are letters of other alphabets, after the data of Unicode TR 39 (confusables.txt): those that
are drawn like one Latin letter, directly or by way of a Latin small capital (в, ʙ, b). `PLAIN` are
Latin letters in another dress, after their Unicode names: strokes, hooks, small capitals, and the
squared and circled ones that have no compatibility form. Digits and signs stand for letters in
`READ_AS`, inside words only.
"""

import unicodedata
from collections.abc import Iterator

_SEEN = {
    "a": "ΑαАаᎪᗅꓮꭺ",
    "b": "ΒВЬвᏏᏴᏼᑲᖯᗷꓐꮟ𐌁",
    "c": "СсᏟⲤⲥꓚꮯ𐌂𐐕𐐽",
    "d": "ԁᎠᏧᑯᗞᗪꓒꓓꭰꮷ",
    "e": "ΕεЕеєҽᎬⴹꓰꭼ",
    "f": "Ϝքᖴꓝ",
    "g": "ԌԍցᏀᏳᏻꓖꮐ",
    "h": "ΗНнһհᎻᏂᕼⲎꓧꮋꮒ",
    "i": "ιіӏᎥꙇꭵ",
    "j": "ͿϳЈјᎫᒍꓙꭻ",
    "k": "ΚκКкᏦᛕⲔꓗꮶ",
    "l": "ΙІӀᏞᒪᛁⲒⳐⳑⵏꓡꓲꮮ𐌉𐐛𐑃",
    "m": "ΜϺМмᎷᗰᛖⲘꓟꮇ𐌑",
    "n": "ΝոռⲚꓠ",
    "o": "ΟοσОоՕօჿⲞⲟⵔꓳ𐐄𐐬𐓂𐓪",
    "p": "ΡρРрᏢᑭᴩⲢⲣꓑꮲ",
    "q": "ԛգզⵕ",
    "r": "гᎡᎱᏒᖇᴦⲅꓣꭱꮁꮢ𐒴",
    "s": "ЅѕՏᏕᏚꓢꮥꮪ𐐠𐑈",
    "t": "ΤτТтᎢⲦꓔꭲ𐌕",
    "u": "υՍսᑌꓴ𐓎𐓶",
    "v": "νѴѵᏙᐯⴸꓦꮩ",
    "w": "ωѡԜԝաᎳᏔꓪꮃꮤ",
    "x": "ΧХхᕁᕽᚷⲬⵝꓫ𐌗",
    "y": "ΥγУуҮүყᎩᎽⲨꓬꭹꮍ",
    "z": "ΖᏃꓜꮓ",
}
SEEN = {odd: plain for plain, odds in _SEEN.items() for odd in odds}

# Latin by name, and yet without a name that says which letter it is taken for.
_ODD = {
    "a": "ɑ",
    "b": "ƅƄ",
    "e": "ɛəǝ",
    "f": "ꬵ",
    "g": "ɡƍ",
    "h": "ɦ",
    "i": "ıɩ",
    "l": "Ɩǀ",
    "n": "ŋ",
    "o": "ᴑɔ",
    "r": "Ʀ",
    "s": "ƽƼ",
    "u": "ʊ",
    "v": "ʌ",
    "w": "ɯ",
    "y": "ɣỿ",
    "ae": "æ",
    "oe": "œ",
    "d": "ð",
}
_LATIN_BLOCKS = (
    (0xC0, 0x2B0),
    (0x1D00, 0x1E00),
    (0x2C60, 0x2C80),
    (0xA720, 0xA800),
    (0xAB30, 0xAB70),
)
_SQUARED = (0x1F130, 0x1F150, 0x1F170)  # squared, and dark circled and squared: A to Z from each


def _plain() -> Iterator[tuple[str, str]]:
    for odds, plain in ((odds, plain) for plain, odds in _ODD.items()):
        yield from ((odd, plain) for odd in odds)
    for first, end in _LATIN_BLOCKS:
        for odd in map(chr, range(first, end)):
            if plain := _letter_in(unicodedata.name(odd, "")):
                yield odd, plain
    for first in _SQUARED:
        yield from ((chr(first + n), chr(ord("a") + n)) for n in range(26))


def _letter_in(name: str) -> str:
    """Return the letter that a Unicode name says is dressed up ("LATIN SMALL LETTER O WITH...")."""
    words = name.replace("LETTER SMALL CAPITAL", "SMALL LETTER").split()
    if words[:1] != ["LATIN"] or words[2:3] != ["LETTER"] or len(words[3:4]) != 1:
        return ""
    letter, rest = words[3], words[4:5]
    return letter.lower() if len(letter) == 1 and rest in ([], ["WITH"]) else ""


PLAIN = dict(_plain())

_LETTER_OF = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s"}
READ_AS = [str.maketrans({**_LETTER_OF, **dict.fromkeys("1!|", one)}) for one in "il"]
SIGNS = "@$!|"  # those among them that are no digits

# The other way: Latin letters in a Cyrillic word.
CYRILLIC = str.maketrans("abcehikmoprtxy", "авсенікморгтху")
