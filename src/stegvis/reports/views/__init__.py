"""Pages that join several rooms: the start page, statistics, goals and the reports."""
