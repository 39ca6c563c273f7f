"""Percentages: the numbers with their comparator, and what they measure and in which direction."""

from pipeline.mentions.percents.finder import READINGS, RULES_FILE, describe, find
from pipeline.mentions.percents.links import link

__all__ = ["READINGS", "RULES_FILE", "describe", "find", "link"]
