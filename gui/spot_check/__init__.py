"""Spot checks in the window: the plan, and the panel that leads through what was drawn."""

from .plan_dialog import FromBatch, FromReports, PlanDialog
from .spot_check_panel import SpotCheckPanel

__all__ = ["FromBatch", "FromReports", "PlanDialog", "SpotCheckPanel"]
