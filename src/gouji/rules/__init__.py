"""The stage rules."""
