"""Prints every figure that is promised, beside what was asked and its peer."""

from bench.commands import commands
from bench.documents import documents, pdf_against_weasyprint, smaller_table
from bench.imports import imports
from bench.measure import machine

BENCHMARKS = (documents, smaller_table, pdf_against_weasyprint, commands, imports)


def main() -> None:
    """Run every benchmark and print a Markdown table."""
    print(f"{machine()}\n")
    print("| what | figure | asked | met |\n|---|---|---|---|")
    for benchmark in BENCHMARKS:
        for measured in benchmark():
            print(measured, flush=True)


if __name__ == "__main__":
    main()
