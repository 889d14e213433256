"""What stands in the system goes out as rows, and rows come in: tried first, then taken whole or not at all."""
