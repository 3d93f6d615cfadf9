"""The association's money: contributions, grants, budget, accounts and balances. All amounts are whole öre."""
