"""The engines a user might have picked instead, each in a process of its own with packages of its own.

They work the same real processes with the same duty: for each step it stands written who performs it, in which unit, by
when, when and how it was done and with what note; what waits for an officer can be asked for; what a reviewer answers
decides what follows; and each step is loaded, done and saved in a transaction of its own, as separate requests do it.
What else ours does (rights by post, working time, the clock, the chained journal, one command one change) they do not
do. Where a setting is open, they get the cheaper one.
"""
