"""How loud is a refusal in the log? That somebody asked wrongly is news and no trouble."""

import logging

BROKEN = 500  # from this status on it is the server's


class RefusalsAreNews(logging.Filter):
    """Makes INFO of what Django warns of when an answer is 4xx; then LOG_LEVEL decides."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is told."""
        if getattr(record, "status_code", BROKEN) >= BROKEN or record.levelno > logging.WARNING:
            return True
        record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
        return logging.getLogger().isEnabledFor(logging.INFO)
