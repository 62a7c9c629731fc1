"""The commands as data, and all that calls them: menus, toolbar, keys, the right button."""
