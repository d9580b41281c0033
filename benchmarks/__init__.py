"""Measurements: medians on copies of the sample records, beside a peer in the same run."""
