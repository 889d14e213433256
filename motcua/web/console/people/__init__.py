"""Officers, their posts, their accounts, what they lend each other."""
