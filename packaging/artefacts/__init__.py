"""What a release is made of, and how: the modules of ``packaging/release.py``."""
