"""The stage boilerplate."""
