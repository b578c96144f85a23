# `make demo` and `make test` set everything up: python3 -m venv, then pip. PYTHON=... picks an interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORTS := alignassess-demo

.PHONY: demo test lint types layers tests bench contract fuzz clean

demo: $(VENV)/run
	$(BIN)/alignassess demo $(REPORTS)

test: lint types layers tests

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

layers: $(VENV)/dev
	$(BIN)/lint-imports

tests: $(VENV)/dev
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-fail-under=95
	$(BIN)/coverage report --include='src/alignassess/domain/*' --fail-under=100

bench: $(VENV)/dev
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/evidence.py
	$(BIN)/python benchmarks/interview.py
	$(BIN)/python benchmarks/reports.py
	$(BIN)/python benchmarks/batch.py

# Result files by real tools, each in an environment of its own; asks the package index.
contract: $(VENV)/dev
	$(BIN)/python tests/contract/produce.py .contract
	CONTRACT=.contract $(BIN)/python -m pytest tests/contract

# Each reader for so long, guided by coverage; asks the package index. Some systems have no atheris.
SECONDS := 600
fuzz: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3.0'
	for part in tests.fuzz tests.fuzz.evidence_atheris; do \
	  for name in $$($(BIN)/python -m $$part); do $(BIN)/python -m $$part $$name $(SECONDS) || exit 1; done; \
	done

clean:
	rm -rf $(VENV) $(REPORTS) .contract .fuzz build dist

# The stamps say what is installed; a changed pyproject.toml installs anew.
$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/run
