"""Which answers does the demo newsroom keep ready for moderators?"""

from comments.models import CannedReply

# Language, title, text; in the order in which they are offered.
ANSWERS = (
    (
        "en",
        "Put right, thank you",
        "Thank you, {name}, you are right. We have put it right in “{story}”, and say so below it.",
    ),
    (
        "en",
        "Passed on to the desk",
        "Thank you, {name}. I have passed your question on to those who wrote “{story}”.",
    ),
    (
        "en",
        "Why it took a while",
        "Sorry for the wait, {name}. A moderator read your comment first ({reason}): here it is.",
    ),
    (
        "en",
        "Keep to the subject",
        "{name}, we leave this standing. Please argue about “{story}”, not about each other.",
    ),
    (
        "es",
        "Corregido, gracias",
        "Gracias, {name}, es cierto. Hemos corregido «{story}» y lo indicamos al final del texto.",
    ),
    (
        "ar",
        "تم التصحيح، شكرًا",
        "شكرًا {name}. الملاحظة في محلّها: صحّحنا «{story}» وأشرنا إلى ذلك في آخر النص.",
    ),
)


def make_answers() -> None:
    """Keep them ready, unless somebody keeps others already."""
    if CannedReply.objects.exists():
        return
    CannedReply.objects.bulk_create(
        CannedReply(place=place, language=language, title=title, text=text)
        for place, (language, title, text) in enumerate(ANSWERS, start=1)
    )
