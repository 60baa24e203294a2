"""Boilerplate: sentences of one make, and words said again and again."""

from gouji.boilerplate.templates import find_templates

__all__ = ["find_templates"]
