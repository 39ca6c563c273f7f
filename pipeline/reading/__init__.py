"""Bytes to articles: decoding, metadata, folders."""
