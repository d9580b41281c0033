"""What the casebook is made of: the lock, the bill of materials, the licences."""
