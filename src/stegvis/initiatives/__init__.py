"""What the pooled money pays for: initiatives, where they are run, and what is counted without rows."""
