"""What may be shown to whom: identifiers in text, rarity, suppression of small counts, audiences."""
