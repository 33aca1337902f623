#!/usr/bin/env python
"""Which command shall the newsroom run?"""

import os
import sys


def main() -> None:
    """Run one of Django's or our commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
