"""The outside formats, in and out: an association's package (`package`) and the accounts' SIE files (`sie`).

Nothing here trusts what it reads. A file is limited before it is opened, read strictly in bounded time and memory, and
everything that is wrong with it comes back as findings, all at once. No Django, and nothing heavy to import.
"""
