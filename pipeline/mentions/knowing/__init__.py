"""What names mean: which unit a place is, what a body is called in full, who a person is."""

from pipeline.mentions.knowing.link import link

__all__ = ["link"]
