"""The answer: draft, approve, register, hand over."""
