"""Pages of the money: statements, where each amount comes from, vouchers, ratios and rules, and all of them as files."""
