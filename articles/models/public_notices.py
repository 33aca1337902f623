"""Of what does PostgreSQL tell the processes that serve readers, as soon as it is committed?

Of changes to what looks find (cms.kernel.notices), each under a topic. The triggers are made anew
after every `migrate`, which changes nothing where they are. A test compares the tables here with
those in the statements of the looks.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections

from articles.models.public_triggers import EVENTS, SHOWN
from cms.kernel.notices import CHANNEL

STORIES, RANKING = "stories", "ranking"
# Whatever happens to these is told under the topic.
TOLD = {
    STORIES: (*SHOWN, "articles_replyrules"),
    RANKING: (
        "articles_popularity",
        "articles_windowcount",
        "articles_engagementhour",
        "articles_rankingbasis",
        "articles_rankingrule",
    ),
}
# These tell of the story that a row is about, and of no other.
OF_ONE_STORY = ("articles_discussion", "articles_sharecount")


def topic_of(article_id: int) -> str:
    """Return the topic of one story's counters, and of how replies to it are taken."""
    return f"story-{article_id}"


def tell(using: str = "default", **_signal: Any) -> None:
    """Make the triggers on a database that tells; a receiver of `post_migrate`."""
    connection = connections[using]
    tables = {table for topic in TOLD.values() for table in topic} | {*OF_ONE_STORY}
    if connection.vendor != "postgresql" or not (
        tables <= {*connection.introspection.table_names()}
    ):
        return  # migrated to a time before all of it was there
    with connection.cursor() as cursor:
        for statement in _made():
            cursor.execute(statement)


def _made() -> Iterator[str]:
    yield _function("notice_of_a_topic()", f"PERFORM pg_notify('{CHANNEL}', TG_ARGV[0]);")
    about = f"PERFORM pg_notify('{CHANNEL}', '{topic_of(0)[:-1]}' || %s.article_id);"
    yield _function(
        "notice_of_a_story()",
        f"IF TG_OP <> 'INSERT' THEN {about % 'OLD'} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {about % 'NEW'} END IF;",
    )
    for topic, tables in TOLD.items():
        for table in tables:
            for event in EVENTS:
                yield (
                    f"CREATE OR REPLACE TRIGGER notice_{table}_{event.lower()}"
                    f" AFTER {event} ON {table} FOR EACH STATEMENT"
                    f" EXECUTE FUNCTION notice_of_a_topic('{topic}')"
                )
    for table in OF_ONE_STORY:
        yield (
            f"CREATE OR REPLACE TRIGGER notice_{table} AFTER {' OR '.join(EVENTS)} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION notice_of_a_story()"
        )


def _function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name} RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {body} RETURN NULL; END $$"
    )
