"""A province with a million dossiers behind it, and how long its lists and searches then take.

The rows are those the verbs would have written: lives are lived in `core.lifecycle`, then copied to many dossiers with
owners, officers, codes and hashes of their own.
"""
