"""The admin's first page as a desk: what needs its reader today."""

from articles.desk.desk import Desk, read_desk

__all__ = ["Desk", "read_desk"]
