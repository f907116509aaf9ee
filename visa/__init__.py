"""Dated law: residence titles, thresholds, eligibility; it may read benchmarks' models."""
