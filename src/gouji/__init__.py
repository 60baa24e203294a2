"""gouji."""
