"""Salary samples that ship with the project, and what took them from their original."""
