"""Codes, reasons and abbreviations as data, in our own words, each with its source. Knows no records and no pages."""
