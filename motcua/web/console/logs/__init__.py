"""Who looked at whose data: for those who inspect it."""
