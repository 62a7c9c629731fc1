"""Gouji 勾稽 reviews the figures of government information-disclosure annual reports beside their source."""

__version__ = "0.1.0"
