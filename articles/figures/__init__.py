"""Figures in prose: cited by key, resolved for one moment, printed in the page's language."""
