"""Electronic document exchange and the national portal."""
