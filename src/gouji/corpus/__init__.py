"""Invented reports: a generator of economies, their tables and prose, with gold annotations beside them."""
