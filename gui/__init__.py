"""The window: it shows the values of gouji.core and sends it commands."""

if __name__ != "gouji.gui":
    raise ImportError(f"import this package as gouji.gui, not as {__name__}")
