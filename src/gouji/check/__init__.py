"""Comparing claims and cells: intervals, relations, the runner."""

from gouji.check.registry import all_rules, load_rules
from gouji.check.rule import Rule
from gouji.check.runner import Checked, run
from gouji.check.select import Settings
from gouji.check.view import Thresholds, View

__all__ = ["Checked", "Rule", "Settings", "Thresholds", "View", "all_rules", "load_rules", "run"]
