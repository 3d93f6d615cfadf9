"""What is made of the rows: released tables and their register, reports with their texts, and editions with their files."""
