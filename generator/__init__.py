"""The casebook: records in, checked, a site out."""

__version__ = "0.1.0"
