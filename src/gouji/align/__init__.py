"""The stage align."""
