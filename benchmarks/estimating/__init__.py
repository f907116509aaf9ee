"""From samples to honest estimates: numpy in, frozen figures out, no Django."""

METHOD_VERSION = "2.9"
"""Raised with every change that can move a published figure."""
