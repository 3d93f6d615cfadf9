"""The protector: chooses what to hide in tables that are published together. It shares no code with the auditor."""

from stegvis.protect.protector.choosing import (
    Objects,
    Pattern,
    Patterns,
    Publication,
    hidden_for_itself,
    safe_pattern,
    safe_patterns,
)

__all__ = ["Objects", "Pattern", "Patterns", "Publication", "hidden_for_itself", "safe_pattern", "safe_patterns"]
