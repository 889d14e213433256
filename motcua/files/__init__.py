"""Uploads and papers: store, scan, hand out."""
