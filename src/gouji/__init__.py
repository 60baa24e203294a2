"""gouji (勾稽): checks that the prose and the tables of Chinese public reports agree.

import gouji

report = gouji.check("report.pdf")
for finding in report.findings:
    print(finding.severity, finding.page, finding.message)
"""

from importlib.metadata import version

# Functions of the same name hide the packages `gouji.check` and `gouji.read` here, so these must be loaded by now:
# the import system sets a package's attribute when it loads it.
from gouji.api import Report, check, read
from gouji.errors import GoujiError, InputError, LexiconError, PluginError, UsageError
from gouji.report.records import Claim, Fact, Finding

__version__ = version("gouji")

__all__ = [
    "Claim", "Fact", "Finding", "GoujiError", "InputError", "LexiconError", "PluginError", "Report", "UsageError",
    "__version__", "check", "read",
]  # fmt: skip
