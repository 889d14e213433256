"""Electronic forms: which procedures have one, the builder, publishing, comparing with the source."""
