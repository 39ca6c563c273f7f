"""A run over many articles: workers, output files, errors."""
