"""What does a discussion of 100,000 replies cost, against one of 1,000? `make bench-threads`.

Both have a thread in which each answers the one before (10,000 of them in the large one), and one
that begins with rejected replies. CPU of the server for each request, one after another on one
connection, with no page kept in memory; the quietest round counts, since noise only adds.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.benchmarks.queue import cost, get
from tests.benchmarks.servers import Server, served

SIZES = (1_000, 100_000)
ROUNDS, REQUESTS = 6, 150
GOAL = 1.3
EVENTS = 50  # in what happened since
API = "/api/v1"
ORDERINGS = ("newest", "oldest", "best", "controversial", "active")


def main() -> None:
    """Write two discussions, serve them, ask for both by turns, print the costs and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=SIZES[1], help="in all, in other stories")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-threads-") as folder:
        os.environ |= {
            "DATA_DIR": folder,
            "RATE_LIMITS": "off",
            "LOG_LEVEL": "ERROR",
            "COMMENT_PAGES_KEPT": "0",
        }
        calls = _seeded(asked.comments)
        with served("cms.wsgi:application", {}) as server:
            ratios = _measured(server, calls)
    if (worst := max(ratios)) > GOAL:
        sys.exit(f"bench: the long discussion costs up to {worst:.2f} times the short one")


def _seeded(comments: int) -> dict[str, list[str]]:
    """Return the addresses of each call: in the short discussion, and in the long one."""
    seed = ["seed", "--articles", "20", "--comments", "200", "--seed", "1"]
    for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"], seed):
        arguments = [sys.executable, "manage.py", *command]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django  # noqa: PLC0415 - the folder of the data is known only now

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    from articles.models.editions import Edition  # noqa: PLC0415
    from cms.kernel import clock  # noqa: PLC0415

    stories = Edition.objects.live(clock.now()).filter(language="en").order_by("pk")
    moderator = get_user_model().objects.get(username="moderator")
    calls = written(list(stories[: len(SIZES)]), SIZES, moderator)
    if comments > sum(SIZES):
        from tests.benchmarks.replies import add_replies  # noqa: PLC0415

        print(f"Writing {comments - sum(SIZES):,} replies to others", file=sys.stderr)
        add_replies(comments - sum(SIZES), "published")
    return calls


def written(stories: Sequence[Any], sizes: Sequence[int], moderator: Any) -> dict[str, list[str]]:
    """Write so many replies to each story; return the addresses of each call in each of them."""
    from cms.kernel import clock  # noqa: PLC0415
    from cms.seeding.threads import write_replies  # noqa: PLC0415

    calls: dict[str, list[str]] = {}
    for story, size in zip(stories, sizes, strict=True):
        print(f"Writing {size:,} replies to {story.slug}", file=sys.stderr)
        replies = list(discussion(size, story.article_id, clock.now()))
        write_replies(replies, moderator=moderator)
        for name, path in calls_of(story, replies).items():
            calls.setdefault(name, []).append(path)
    return calls


def discussion(size: int, article_id: int, now: datetime) -> Iterator[Any]:
    """Yield the replies: the chain, the thread that begins with rejected ones, and the rest."""
    from cms.seeding.threads import Reply  # noqa: PLC0415
    from comments.models.comment import LETTERS, State  # noqa: PLC0415

    rng = random.Random(size)  # noqa: S311 - the same every time
    chain, rejected = size // 10, size // 20
    rest = size - chain - rejected
    for number in range(size):
        parent: int | None = None
        if 0 < number < chain:
            parent = number - 1
        elif number > chain:
            parent = chain if number < chain + rejected + 10 else None
            if parent is None and rng.random() < 0.6:
                parent = rng.randrange(max(chain + rejected + 10, number - 40), number + 1) - 1
        judged = chain < number <= chain + rejected
        yield Reply(
            key="".join(rng.choices(LETTERS, k=12)),
            article_id=article_id,
            language="en",
            parent=parent,
            author="A reader",
            email="",
            text=f"Reply {number} of {rest}: the quay was quiet this morning, they say.",
            # The two threads are the newest of all, so that they stand on the first page.
            at=now - timedelta(seconds=0 if number in {0, chain} else size - number + 1),
            state=State.REJECTED if judged else State.PUBLISHED,
            reason="off_topic" if judged else "",
            up=rng.randrange(20),
            down=rng.randrange(5),
        )


def calls_of(story: Any, replies: list[Any]) -> dict[str, str]:
    """Return an address for each call, in the story that got the replies."""
    from articles.models import Discussion  # noqa: PLC0415
    from comments.api.moments import cursor  # noqa: PLC0415
    from comments.queries.changes import Since  # noqa: PLC0415

    page = f"{API}/articles/{story.slug}/comments/"
    chain = len(replies) // 10
    last = Discussion.objects.get(pk=story.article_id).change
    since = cursor(story.article_id, Since(last - EVENTS))
    root, middle, late = (f"{API}/comments/{replies[n].key}/" for n in (0, 15, chain // 2))
    return {
        **{f"first page, {name}": f"{page}?ordering={name}" for name in ORDERINGS},
        "first page, depth 1": f"{page}?depth=1",
        "replies to the root": f"{root}replies/",
        "its direct replies": f"{root}replies/?depth=1",
        "replies in the middle": f"{middle}replies/",
        "behind the rejected": f"{API}/comments/{replies[chain].key}/replies/",
        "context in the chain": f"{late}context/",
        "context of a root": f"{root}context/",
        f"{EVENTS} events since": f"{page}since/?after={since}",
        "counts": f"{API}/comments/counts/?articles={story.slug}",
    }


def _measured(server: Server, calls: dict[str, list[str]]) -> list[float]:
    """Print milliseconds by call and size; return how many times the long one costs the short."""
    print(f"{'ms of CPU':24}" + "".join(f"{size:>10,}" for size in SIZES) + f"{'ratio':>8}")
    ratios = []
    for name, paths in calls.items():
        best = [float("inf")] * len(paths)
        for number in range(ROUNDS + 1):
            for place, path in enumerate(paths):
                spent = cost(server, get(path), REQUESTS)
                best[place] = min(best[place], spent) if number else best[place]
        ratios.append(best[-1] / best[0])
        print(f"{name:24}" + "".join(f"{ms:10.2f}" for ms in best) + f"{ratios[-1]:8.2f}")
    return ratios


if __name__ == "__main__":
    main()
