# ruff: noqa: RUF001 - letters that look alike are what this is about
"""What readers and spammers say, made up by the score: enough to learn from."""

import random

PRAISE = (
    "Thank you for",
    "I enjoyed",
    "What a careful piece on",
    "More of",
    "I learned a lot from",
)
DOUBT = ("I am not sure about", "I disagree with", "There is another side to", "Who checked")
THINGS = (
    "the harbour strike",
    "the new tram line",
    "this report on schools",
    "the council's budget",
    "the interview with the mayor",
    "the history of the old mill",
    "rents in the east of the city",
    "the weather on the coast",
    "the concert on Sunday",
    "the recipe with leeks",
)
ENDS = (
    "My brother worked there for 20 years.",
    "When does it open?",
    "The photo is lovely.",
    "Please keep us informed.",
    "I read it twice!",
    "It will cost a lot of money.",
    "We talked about it at home.",
    "Somebody should look at the numbers.",
)
GOODS = ("pills", "watches", "followers", "loans", "bitcoin", "gift cards", "casino bonus")
CALLS = ("Visit", "Check out", "Click on", "Subscribe to", "Call", "Go to")
OFFERS = ("cheap {}", "{} for free", "win {} now", "earn with {} from home", "{} 50% off")


def wanted(chance: random.Random) -> str:
    """Return what a reader might say."""
    said = f"{chance.choice(PRAISE + DOUBT)} {chance.choice(THINGS)}."
    return f"{said} {chance.choice(ENDS)}" if chance.random() < 0.7 else said


def unwanted(chance: random.Random) -> str:
    """Return what a spammer might say, in part hidden in what readers say."""
    offer = chance.choice(OFFERS).format(chance.choice(GOODS))
    site = "".join(chance.choices("abcdefghij", k=6))
    said = f"{chance.choice(CALLS)} {site}.example for {offer}{'!' * chance.randrange(3)}"
    return f"{wanted(chance)} {said}" if chance.random() < 0.4 else said


def sayings(count: int, seed: int = 1) -> list[tuple[str, bool]]:
    """Return so many texts, each with whether it is unwanted; about two in five are."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    kinds = [chance.random() < 0.4 for _text in range(count)]
    return [(unwanted(chance) if bad else wanted(chance), bad) for bad in kinds]


LOOKS = dict(zip("aceiopxyABEHKMOPTX", "асеіорхуАВЕНКМОРТХ", strict=True))


def looking_alike(text: str) -> str:
    """Return the text in letters of another alphabet that look the same."""
    return "".join(LOOKS.get(letter, letter) for letter in text)


def spaced_out(text: str) -> str:
    """Return the text with its longer words spelt letter by letter."""
    return " ".join(" ".join(word) if len(word) > 4 else word for word in text.split())


def with_digits(text: str) -> str:
    """Return the text with digits for letters."""
    return text.translate(str.maketrans("aeios", "43105"))


def with_zero_width(text: str) -> str:
    """Return the text with what cannot be seen between its letters."""
    return "\u200b".join(text)
