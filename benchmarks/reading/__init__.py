"""Reads any spreadsheet safely and exactly: files into rows, cell text into numbers, money and dates."""
