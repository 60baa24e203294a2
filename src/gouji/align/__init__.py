"""Linking claims to the cells that they restate, by what they mean."""

from gouji.align.assign import align

__all__ = ["align"]
