"""Made-up staff notes, with and without identifiers, and the figures of a detector on them."""
