"""What is particular to a language: one file each, listed in ``ALL``."""
