"""How is a place in an order said in SQL, for lists that are read without the ORM?"""

from collections.abc import Sequence
from typing import Any

from cms.kernel.raw import adapted


def order_sql(order: Sequence[str], table: str) -> str:
    """Return what follows ORDER BY; "-" before a name is descending."""
    return ", ".join(
        f"{table}.{name[1:]} DESC" if name.startswith("-") else f"{table}.{name}" for name in order
    )


def after_sql(order: Sequence[str], position: Sequence[Any], table: str) -> tuple[str, list[Any]]:
    """Return the condition "stands after the position in this order", and its parameters.

    The leading column's own bound is said once more on its own, so that an index serves it.
    """
    values = [adapted(value) for value in position]
    names = [f"{table}.{name.removeprefix('-')}" for name in order]
    signs = ["<" if name.startswith("-") else ">" for name in order]
    steps, params = [], values[:1]
    for place, (name, sign) in enumerate(zip(names, signs, strict=True)):
        same = [f"{before} = %s" for before in names[:place]]
        steps.append(" AND ".join([*same, f"{name} {sign} %s"]))
        params += values[: place + 1]
    return f"{names[0]} {signs[0]}= %s AND ({' OR '.join(steps)})", params
