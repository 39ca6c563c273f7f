"""Extraction on many machines, as steps of a datatrove pipeline (the extra ``datatrove``)."""
