"""From a page to its mentions: a room a kind, then overlaps and links."""
