"""The doors for programs that look after webhooks."""
