"""Open the newsroom: prepare in a process of its own, then serve."""

import os
import subprocess
import sys

from cms.run.address import address
from cms.run.obstacles import Obstacle, demand_free
from cms.run.serve import serve, workers


def main() -> None:
    """Prepare and serve at HOST and PORT; say in one line why that is impossible."""
    try:
        at = address()
        workers()
        demand_free(at)
        os.environ["SITE_URL"] = os.environ.get("SITE_URL") or at.url
        _prepare()
        demand_free(at)  # somebody may have come in the meantime
        serve(at)
    except (Obstacle, ValueError) as error:
        sys.exit(f"newsroom: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _prepare() -> None:
    """Prepare in another process: the one that watches over the workers stays small."""
    done = subprocess.run([sys.executable, "-m", "cms.run.prepare"], check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
