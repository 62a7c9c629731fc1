"""The frame of the window: start-up, menus, docks, language, colours, the crash path."""
