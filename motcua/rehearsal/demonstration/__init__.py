"""The demonstration province: founded from the facts in `demo/`, then living through two months by the real verbs.

`founding.found` makes agencies, people and procedures; `history.live` lets it live up to a moment. Both may be called
again at any time: what is there stays, what is missing is added, and a life that was interrupted goes on where it was.
"""
