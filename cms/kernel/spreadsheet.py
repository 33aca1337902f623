"""How is a value written into a CSV file, so that no spreadsheet takes it for a formula?

Spreadsheets run what begins with =, +, -, @, a tab or a carriage return; an apostrophe before it
makes it text (OWASP, “CSV injection”).
"""

import json
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Any) -> str:
    """Return the value as text; lists and objects as JSON, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{said}" if said.startswith(FORMULA) else said
