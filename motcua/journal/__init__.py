"""What happened, in order, never edited."""
