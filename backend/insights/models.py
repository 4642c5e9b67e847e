"""Figures are read from the other apps' tables; this one keeps none yet."""
