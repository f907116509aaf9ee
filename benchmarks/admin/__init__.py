"""The admin of benchmarks, a file per subject; importing it registers all of them."""

from benchmarks.admin import jobs, reference, releases

__all__ = ["jobs", "reference", "releases"]
