"""Goals as a report tells of them: what was asked for, what came of it, and the verdict."""
