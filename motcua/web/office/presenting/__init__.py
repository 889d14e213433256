"""From rows to the values components are drawn from: pure functions, no queries."""
