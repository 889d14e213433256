"""The little Django we share: clock, jobs, SQL loader, refusal, fields."""
