"""Comparing claims and cells: intervals, relations, the runner."""
