"""What every stage needs of the language: folding, numerals, units."""
