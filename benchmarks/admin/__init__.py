"""The admin of benchmarks, a file per subject; importing it registers all of them."""

from benchmarks.admin import imports, jobs, reference, releases

__all__ = ["imports", "jobs", "reference", "releases"]
