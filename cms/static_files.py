"""How are static files kept, so that readers load them fast and a first start is quick?"""

from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Of 11. The highest quality takes twenty times as long for files that are 8 % smaller.
BROTLI_QUALITY = 9
# Only developers' tools load source maps; they are two thirds of all bytes.
NOT_COMPRESSED = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")


class QuickCompressor(Compressor):  # type: ignore[misc]
    """Compress a file once with brotli and once with gzip."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """Return the bytes, smaller."""
        return bytes(brotli.compress(data, quality=BROTLI_QUALITY))


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files under names that change with their content, so that browsers keep them for ever."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return the compressor for files just collected."""
        return QuickCompressor(**kwargs | {"extensions": NOT_COMPRESSED})
