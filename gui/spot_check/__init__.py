"""Spot checks in the window: the plan, and the panel that leads through what was drawn."""

from .panel import SpotCheckPanel
from .plan_dialog import FromBatch, FromReports, PlanDialog

__all__ = ["FromBatch", "FromReports", "PlanDialog", "SpotCheckPanel"]
