# Two commands are enough: `make run` and `make test`. Both set up what they need.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: run test setup setup-test lint types bench bench-scale cluster requirements rules clean

# The invented association has a person zone beside it; an installation of one's own has none unless it asks.
run: .venv/.ready-run
	STEGVIS_PERSON_ZONE=1 .venv/bin/stegvis serve

setup: .venv/.ready-run

test: .venv/.ready-test
	tools/check

lint: .venv/.ready-test
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports

types: .venv/.ready-test
	.venv/bin/mypy

bench: .venv/.ready-bench
	.venv/bin/python -m bench

# Only counting at scale: up to 20 million rows, some ten minutes and 10 GB for pandas.
bench-scale: .venv/.ready-bench
	.venv/bin/python -m bench scale

# What `--engine spark://...` needs besides: Java and PySpark.
cluster: .venv/.ready-cluster

rules: .venv/.ready-test
	.venv/bin/python tools/write-rules

requirements:
	tools/compile-requirements

.venv/.ready-run: requirements.txt pyproject.toml tools/setup
	tools/setup run

.venv/.ready-test: requirements-test.txt pyproject.toml tools/setup
	tools/setup test

.venv/.ready-bench: requirements-bench.txt requirements-test.txt pyproject.toml tools/setup
	tools/setup bench

.venv/.ready-cluster: requirements-cluster.txt pyproject.toml tools/setup
	tools/setup cluster

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .hypothesis
