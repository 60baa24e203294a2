"""The stage segment."""
