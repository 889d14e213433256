"""Electronic receipts."""
