"""Which parts of an answer does the caller want? `?fields=title,lead_photo.url`, `?omit=sections`.

A shape is the tree of the names an answer has: `{"title": {}, "lead_photo": {"url": {}}}`; a list
has the shape of its items.
"""

from typing import Any

from django.utils.translation import gettext as _

from cms.kernel.params import bad_parameter

type_of_tree = dict[str, Any]


def chosen(parameter: str, said: str, shape: type_of_tree) -> type_of_tree:
    """Return the tree of the names in `said`, each checked against the shape.

    Raises BadParameter (400, `unknown_field`).
    """
    tree: type_of_tree = {}
    for name in filter(None, (part.strip() for part in said.split(","))):
        path = name.split(".")
        _check(parameter, path, shape)
        _plant(path, tree)
    if not tree:
        raise bad_parameter(parameter, "unknown_field", _("There is no such field."))
    return tree


def _check(parameter: str, path: list[str], shape: type_of_tree) -> None:
    for step in path:
        if step not in shape:
            raise bad_parameter(parameter, "unknown_field", _("There is no such field."))
        shape = shape[step]


def _plant(path: list[str], tree: type_of_tree) -> None:
    for depth, step in enumerate(path):
        if tree.get(step) == {} and depth < len(path) - 1:
            return  # the whole of it is chosen already
        tree = tree.setdefault(step, {})
    tree.clear()  # the whole, whatever parts of it were named before


def keep(value: Any, tree: type_of_tree) -> Any:
    """Return the value with only what the tree names; an empty tree keeps all."""
    if not tree:
        return value
    if isinstance(value, list):
        return [keep(item, tree) for item in value]
    if isinstance(value, dict):
        return {name: keep(value[name], inner) for name, inner in tree.items() if name in value}
    return value


def drop(value: Any, tree: type_of_tree) -> Any:
    """Return the value without what the leaves of the tree name."""
    if isinstance(value, list):
        return [drop(item, tree) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: drop(inner, tree[name]) if name in tree else inner
        for name, inner in value.items()
        if tree.get(name) != {}
    }
