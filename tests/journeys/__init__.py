"""Journeys through real browsers: everything here leaves the pytest process and comes back."""
