"""The design system: components, tags, styles."""
