"""What a half term's register comes to: stays in the room, counts for the report, comparison of groups."""
