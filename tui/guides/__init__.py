"""Guides: TOML to frozen values, validated."""
