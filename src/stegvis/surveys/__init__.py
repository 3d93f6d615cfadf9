"""Answers of staff, managers, board and referrers. Participants' answers are in the person zone."""
