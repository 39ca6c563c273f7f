"""How good the extraction is: gold files, scores, differences."""
