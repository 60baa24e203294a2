"""Structure of a document: sections, sentences, typed tables."""
