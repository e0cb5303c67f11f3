"""One HTTP transport for all services: deadlines, redacted errors, statuses as troubles."""
