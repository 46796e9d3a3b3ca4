"""The graphic record: a session on one sheet. A sheet is laid out once, and each format is written from that."""
