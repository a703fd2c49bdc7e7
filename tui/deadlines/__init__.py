"""Dates as people write and read them, always in Asia/Tokyo."""
