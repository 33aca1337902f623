"""Which words tell the parts of a newspaper page apart.

Every list is data: a new language or a new phrase is one more word here, and no rule changes.
All words are in lower case, as `str.casefold` leaves them.
"""

# ruff: noqa: RUF001


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAYING = _words(
    """
    said says say saying told tells tell added adds noted notes explained explains stressed
    stresses stated states asked asks replied replies answered answers wrote writes believes
    believed argued argues claimed claims summed sums concluded concludes continued continues
    commented comments insisted insists warned warns admitted admits recalled recalls announced
    announces declared declares emphasized emphasised emphasizes emphasises complained complains
    joked jokes laughed laughs confirmed confirms denied remarked remarks quipped pointed points
    thinks thought suggested suggests promised promises tweeted posted reported reports testified
    acknowledged cautioned countered reckons reckoned observed observes shouted whispered cried
    sagt sagte erklärt erklärte betont betonte meint meinte berichtet berichtete fragt fragte
    schreibt schrieb ergänzt ergänzte warnt warnte findet glaubt
    dit déclare déclaré explique expliqué affirme affirmé précise précisé ajoute ajouté estime
    estimé souligne souligné raconte raconté assure assuré confie confié
    dice dijo afirma afirmó explica explicó señala señaló añade añadió declaró cuenta
    сказал сказала сказали говорит говорят заявил заявила заявили отметил отметила отмечает
    сообщил сообщила сообщили сообщает считает пояснил пояснила объяснил объяснила рассказал
    рассказала добавил добавила подчеркнул подчеркнула написал написала пишет уверен уверена
    сказав сказала заявив заявила зазначив зазначила каже кажуть повідомив повідомила вважає
    пояснив пояснила розповів розповіла додав додала наголосив наголосила підкреслив підкреслила
    powiedział powiedziała mówi dodał dodała podkreślił podkreśliła twierdzi zaznaczył
    """
)

BESIDE_SAYING = _words(
    """
    also then later has have had further once again simply just only still now quickly quietly
    firmly recently a est hat und même aussi тоже также потом затем up out us me them
    """
)

PRONOUNS = _words(
    """
    he she they it i we er sie es ich wir il elle ils elles je nous él ella ellos yo
    он она они я мы вона він вони ми
    """
)

DETERMINERS = _words(
    """
    the a an this that his her their its our another one
    der die das ein eine dieser diese le la les l un une el los las una
    """
)

NOT_A_SUBJECT = _words(
    """
    is was are were be been am will would can could should must may might do does did
    that which who whom whose when where if because but while although what why how not
    in on at by from with into under over between about
    """
)

NAME_STOPS = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december
    """
)

SENTENCE_STARTERS = _words(
    """
    after when the in but and as according on at by for from with while although since before
    meanwhile then also however if because so yet this that these those he she they it we i you
    now today yesterday last next is was are were says said not no or of to while during both
    our their his her its here there who whom which what why how note
    """
)

PARTICLES = _words(
    "de van von der den del della di da la le du bin ibn al el ben ter ten af av och y dos das"
)

TITLES = _words(
    "mr mrs ms miss dr prof sir dame lord lady herr frau monsieur madame mme señor señora"
)

SHORTENED = _words(
    "mr mrs ms dr prof st gen sen rep gov lt col sgt capt rev hon jr sr vs no inc ltd co etc "
    "г ул им т д проф акад bzw z b u m mme"
)

ROLE_NOUNS = _words(
    """
    president vice-president premier minister chancellor mayor governor senator deputy mp mep
    congressman congresswoman councillor commissioner ambassador diplomat envoy spokesman
    spokeswoman spokesperson secretary chairman chairwoman chair chairperson leader head chief
    director manager boss owner founder co-founder cofounder ceo cfo partner member official
    correspondent journalist reporter editor columnist commentator presenter author writer poet
    novelist critic photographer
    scientist analyst expert economist professor lecturer researcher historian lawyer attorney
    sociologist psychologist engineer doctor physician surgeon nurse scholar biologist chemist
    physicist ecologist climatologist meteorologist epidemiologist virologist specialist adviser
    advisor consultant fellow
    judge prosecutor officer detective inspector general colonel captain major soldier sergeant
    commander admiral veteran firefighter
    teacher headteacher principal rector dean student pupil pensioner resident neighbour neighbor
    farmer baker butcher fisherman fisherwoman shopkeeper driver pilot worker miner builder baker
    miller carpenter ferryman ferrywoman skipper postman chef cook waiter waitress actor actress
    singer musician conductor director artist painter designer architect coach trainer captain
    player striker goalkeeper activist campaigner organiser organizer volunteer priest bishop
    rabbi imam king queen prince princess mother father brother sister daughter son widow witness
    президент министр премьер мэр депутат эксперт политолог экономист журналист директор
    профессор глава пресс-секретарь аналитик историк юрист лидер
    президентка міністр міністерка мер експерт політолог економіст журналіст професор речник
    präsident präsidentin minister ministerin bürgermeister bürgermeisterin sprecher sprecherin
    professorin direktor direktorin leiter leiterin experte expertin chefin
    président présidente ministre maire directeur directrice professeur porte-parole expert
    presidente ministro ministra alcalde alcaldesa director directora profesor profesora portavoz
    """
)

# What a text may call somebody later: "the expert" for one introduced as a political scientist.
CALLED_LATER = {
    "expert": _words(
        "expert scientist analyst economist professor researcher historian lawyer sociologist "
        "psychologist scholar engineer biologist chemist physicist ecologist climatologist "
        "meteorologist epidemiologist virologist specialist adviser advisor consultant fellow "
        "политолог экономист аналитик эксперт"
    ),
    "journalist": _words(
        "journalist correspondent reporter editor columnist commentator presenter журналист"
    ),
    "politician": _words(
        "president premier minister chancellor mayor governor senator deputy mp mep congressman "
        "congresswoman councillor leader"
    ),
    "diplomat": _words("diplomat ambassador envoy"),
    "scholar": _words("professor researcher historian lecturer scholar sociologist fellow"),
    "academic": _words("professor researcher historian lecturer scholar sociologist fellow"),
    "scientist": _words(
        "scientist researcher biologist chemist physicist ecologist climatologist "
        "meteorologist epidemiologist virologist"
    ),
    "official": _words("official spokesman spokeswoman spokesperson secretary commissioner"),
    "writer": _words("writer author novelist poet columnist"),
    "medic": _words("doctor physician surgeon nurse"),
}

SPEAKS_FOR = _words("spokesman spokeswoman spokesperson service office representative statement")

ORGANISATION_NOUNS = _words(
    """
    ministry department agency police company corporation court government council committee
    union party bank university institute commission embassy parliament army navy hospital school
    college authority association federation foundation bureau office service board academy club
    society league federation museum theatre theater trust charity cooperative co-operative fund
    centre center group newspaper administration secretariat senate congress chamber brigade
    министерство ведомство компания полиция суд правительство комитет союз партия банк
    університет міністерство поліція уряд комітет партія
    ministerium polizei regierung gericht partei universität ministère parti université
    ministerio policía gobierno partido universidad
    """
)

FURNITURE = _words("share tweet print email copy facebook twitter telegram whatsapp linkedin") | {
    "advertisement",
    "advertising",
    "ad",
    "sponsored",
    "loading",
    "menu",
    "search",
    "home",
    "reklama",
    "реклама",
    "subscribe",
    "sign in",
    "log in",
    "sign up",
    "register",
    "send",
    "reply",
    "post comment",
    "submit comment",
    "submit",
    "name",
    "email address",
    "website",
    "comment",
    "skip to content",
    "skip to main content",
    "back to top",
    "table of contents",
    "previous",
    "next",
    "previous article",
    "next article",
    "read more",
    "show more",
    "load more",
    "close",
    "accept",
    "accept all",
    "cookie settings",
    "privacy policy",
    "your email address will not be published",
    "required fields are marked",
    "поделиться",
    "поделиться в соцсетях",
    "оставить комментарий",
    "поділитися",
    "anzeige",
    "teilen",
    "drucken",
    "partager",
    "imprimer",
    "compartir",
    "publicidad",
}

FURNITURE_STARTS = (
    "share this",
    "share on ",
    "share the ",
    "share via ",
    "follow us",
    "join us on",
    "subscribe to our",
    "subscribe to the newsletter",
    "sign up for our",
    "sign up to our",
    "save my name, email",
    "your email address will not be published",
    "required fields are marked",
    "click here to",
    "click to share",
    "all rights reserved",
    "copyright ©",
    "copyright (c)",
    "we use cookies",
    "this site uses cookies",
    "read also:",
    "read also",
    "see also:",
    "also read:",
    "read more:",
    "подписывайтесь на",
    "читайте также",
    "читайте також",
    "lesen sie auch",
    "à lire aussi",
    "lire aussi",
    "lea también",
)

# Behind these a page lists other stories or a form, not this story any more.
FURNITURE_ENDS_STORY = (
    "leave a reply",
    "leave a comment",
    "post a comment",
    "comments",
    "most popular",
    "most read",
    "most viewed",
    "most shared",
    "popular now",
    "trending",
    "trending now",
    "related articles",
    "related stories",
    "related news",
    "related posts",
    "you may also like",
    "you might also like",
    "more from",
    "more stories",
    "recommended",
    "recommended for you",
    "latest news",
    "comments are closed",
    "похожие новости",
    "самое популярное",
    "популярное",
    "комментарии",
    "найпопулярніше",
    "meistgelesen",
    "kommentare",
    "kommentar schreiben",
    "commentaires",
    "les plus lus",
    "comentarios",
    "lo más leído",
)

PHOTO_LABELS = (
    "photograph",
    "photographer",
    "photos",
    "photo",
    "images",
    "image",
    "pictures",
    "picture",
    "pic",
    "illustration",
    "graphic",
    "collage",
    "infographic",
    "screenshot",
    "foto",
    "bild",
    "zdjęcie",
    "crédit",
    "фотография",
    "фото",
    "иллюстрация",
    "коллаж",
    "світлина",
)

SOURCE_LABELS = (
    "source",
    "sources",
    "original source",
    "quelle",
    "quellen",
    "fuente",
    "źródło",
    "источник",
    "джерело",
    "via",
)
TAG_LABELS = (
    "tags",
    "tag",
    "topics",
    "topic",
    "keywords",
    "filed under",
    "теги",
    "метки",
    "mots-clés",
    "schlagwörter",
    "etiquetas",
)
