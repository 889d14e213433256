"""The citizens' pages: finding a procedure, filing, tracking."""
