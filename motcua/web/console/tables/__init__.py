"""Code tables: what choice lists of forms offer."""
