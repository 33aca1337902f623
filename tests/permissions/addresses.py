"""Which doors and pages stand below an address of the URL conf?"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def below(root: str) -> Iterator[tuple[str, URLPattern]]:
    """Yield each address below one, as the URL conf writes it, with its pattern."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == root:
            yield from _leaves(resolver, "")


def _leaves(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _leaves(pattern, path)
        else:
            yield path, pattern
