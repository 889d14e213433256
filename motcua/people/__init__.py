"""Citizens, businesses and officers; signing in; acting for another."""
