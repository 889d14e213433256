"""The province a rehearsal lives in: agencies, catalogue, offers, processes and officers, founded and read."""
