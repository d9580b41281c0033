"""Papers for meetings: what each kind of meeting expects to see, where it says so, and whether the plan holds it."""
