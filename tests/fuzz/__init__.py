"""Damaged and hostile inputs for every reader and for the files of users; see `python -m tests.fuzz --help`."""
