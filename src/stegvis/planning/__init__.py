"""What was decided to reach: goals and their targets."""
