"""Reads any spreadsheet safely and exactly: files to rows, cells to numbers, money, dates."""
