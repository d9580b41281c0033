"""One module for each question a reader asks. Pure: casebook and date in, frozen view objects out."""
