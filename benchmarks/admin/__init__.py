"""The admin of benchmarks, a file per subject; importing it registers all of them."""

from benchmarks.admin import imports, jobs, reference, releases, review_queue, samples, skills

__all__ = ["imports", "jobs", "reference", "releases", "review_queue", "samples", "skills"]
