"""The stage cli."""
