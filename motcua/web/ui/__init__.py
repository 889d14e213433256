"""The design system: tokens, layouts, components, icons, words; every door draws with it."""
