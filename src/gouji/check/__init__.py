"""Comparing claims and cells: intervals, relations, the runner."""

from gouji.check.others import ROLES, Offered, Others, Role, choose
from gouji.check.registry import all_rules, load_rules, variants
from gouji.check.rule import Rule
from gouji.check.runner import Checked, run
from gouji.check.select import Settings
from gouji.check.view import Thresholds, View

__all__ = [
    "ROLES",
    "Checked",
    "Offered",
    "Others",
    "Role",
    "Rule",
    "Settings",
    "Thresholds",
    "View",
    "all_rules",
    "choose",
    "load_rules",
    "run",
    "variants",
]  # fmt: skip
