"""The review of a report without its window: forms, sources, extraction, rules, review, export."""

if __name__ != "gouji.core":
    raise ImportError(f"import this package as gouji.core, not as {__name__}")
