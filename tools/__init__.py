"""Tools that make data files of this project; not part of the package."""
