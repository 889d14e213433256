"""The engines a user might have picked instead, each in a process of its own with packages of its own.

They run the same six steps (desk, assign, examine, sign, issue, hand over) and write nothing but their own state; where
a setting is open, they get the cheaper one.
"""
