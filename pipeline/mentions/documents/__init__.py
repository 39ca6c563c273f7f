"""Documents: where they are cited, and what an article says of them (issue date, issuer, subject)."""

from pipeline.mentions.documents.finder import READINGS, RULES_FILE, describe, find
from pipeline.mentions.documents.links import KINDS, link

__all__ = ["KINDS", "READINGS", "RULES_FILE", "describe", "find", "link"]
