"""What must agree, how far it may be off, and why it does not: relations, totals, quantities, rules and causes."""
