"""A small linear-chain CRF that finds names by what stands in and around them, beside the rules."""
