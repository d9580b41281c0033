# The casebook. Needs Python 3.11 or later, git and make; everything else is set up in .venv.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: help venv site serve test lint validate bench journeys screenshots lock sbom licences fuzz mutants defences kills clean

help: ## show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1  /p' Makefile | sort

venv: $(BIN)/.ready ## set everything up in .venv

$(BIN)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "casebook: Python 3.11 or later is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -c 'open("$@", "w").close()'

site: venv ## build the sample casebook into site/public
	$(BIN)/casebook build

serve: venv ## build the site and serve it on this computer
	$(BIN)/casebook serve

test: venv ## set everything up and run the tests
	$(BIN)/python -m tests.browser_setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

lint: venv ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

validate: venv ## check the records
	$(BIN)/casebook validate

bench: venv ## measure
	$(BIN)/python -m benchmarks

journeys: venv ## make the readers' journeys where there are 2,000 providers (RECORDS=2000)
	$(BIN)/python -m benchmarks journeys --records $(or $(RECORDS),2000)

screenshots: venv ## photograph every kind of page into build/screenshots
	$(BIN)/python -m tests.screenshots

lock: ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade --output-file requirements.lock

sbom: venv ## list every package with licence and hashes, as CycloneDX
	@$(BIN)/python -m tests.supply.materials sbom

licences: venv ## list every package with its licence
	@$(BIN)/python -m tests.supply.materials licences

fuzz: venv ## feed the reader of records with broken ones (SECONDS=600)
	$(BIN)/python -m tests.fuzzing $(or $(SECONDS),60)

mutants: venv ## break the reader, the publisher and the escaping on purpose, and see whether a test notices
	$(BIN)/python -m tests.mutants

defences: venv ## take each defence out of a copy, and see which test misses it
	$(BIN)/python -m tests.defences

kills: venv ## kill and interrupt builds at moments spread over them (NUMBER=500), and look at what stands then
	$(BIN)/python -m tests.killing $(or $(NUMBER),500)

clean: ## remove what was built
	rm -rf site/docs site/public .mypy_cache .ruff_cache .pytest_cache
