"""Which rows: questions about stories."""
