# What a person runs, and what the checks run. `make` alone lists the targets.
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
            $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install -c constraints.txt
COMPILE := $(BIN)/python -m compileall -q workshop
# The tests are compiled once here, with what pytest and the probes put into them, and not by each worker.
COMPILE_TESTS := $(BIN)/python -m pytest -qq --collect-only -p tests.probes.plugin >/dev/null 2>&1 || :
# Many tests wait, for a disk, a terminal or a browser: more of them at once than there are cores.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(3 * (os.cpu_count() or 1))')
CRASHES ?= 1000
HOSTILE ?= 10000
MINUTES ?= 30

# What the tests compile is kept for the next run, also by whoever has told Python not to.
unexport PYTHONDONTWRITEBYTECODE

# Installed for use, for tests, for work on the code: each is made again when a version changes. What is compiled
# here need not be when the program starts, also where Python may not write.
PINS := pyproject.toml constraints.txt
USE := $(VENV)/.for-use
TESTS := $(VENV)/.for-tests
WORK := $(VENV)/.for-work

# Written when the whole suite has passed; `make check` runs it again only if something here is newer.
PASSED := $(VENV)/.tests-passed
TESTED := workshop tests docs sessions exports $(wildcard *.md) $(PINS)

# The parts whose every branch is tested (docs/architecture.md says why).
CORE := workshop/model/*,workshop/store/*,workshop/importing/*,workshop/publishing/*,workshop/wording/*

.PHONY: help run test check format lint types layers coverage bench papers load load-summit soak laws hostile crash pictures fix install-browser clean

help: ## list what can be made (this)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(USE) ## set up, then open the demonstration (without a terminal: play it and write the appendix)
	@$(BIN)/workshop demo

test: $(TESTS) install-browser ## set up, then run the whole test suite, measuring coverage
	@rm -f $(PASSED)
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -p tests.probes.plugin
	@touch $(PASSED)

check: format lint types layers coverage ## everything a change must pass: format, lint, types, layers, tests with coverage
	@echo "All checks passed."

format: $(WORK) ## is the code formatted?
	@echo "Format"; $(BIN)/ruff format --quiet --check . || { echo "Run 'make fix' to format it."; exit 1; }

lint: $(WORK) ## ruff, every rule but those pyproject.toml gives a reason against
	@echo "Lint"; $(BIN)/ruff check --quiet .

types: $(WORK) ## mypy, strict, tests too; the program also as Windows and macOS see it
	@echo "Types"; $(BIN)/mypy --no-error-summary
	@for system in win32 darwin; do echo "Types on $$system"; \
	  $(BIN)/mypy --no-error-summary -p workshop --platform $$system --cache-dir .mypy_cache/$$system || exit 1; done

layers: $(TESTS) ## does every import point down?
	@echo "Layers"; $(BIN)/python -m pytest -q tests/test_layers.py

coverage: $(TESTS) ## tests, unless they passed since the last change; then the two coverage gates
	@if [ -e $(PASSED) ] && [ -e .coverage ] && \
	  [ -z "$$(find $(TESTED) -name __pycache__ -prune -o -type f -newer $(PASSED) -print | head -n 1)" ]; \
	then echo "Tests: passed since the last change, not run again"; else echo "Tests"; $(MAKE) test; fi
	@echo "Coverage of model, store, importing and publishing"; $(BIN)/coverage report --include='$(CORE)' --fail-under=100
	@echo "Coverage of the rest"; $(BIN)/coverage report --omit='$(CORE)' --fail-under=90

bench: $(TESTS) ## print each promised speed as a ratio to what this machine can do
	@$(BIN)/python -m benchmarks

papers: $(TESTS) ## read every paper in tests/papers, print what became of each, and how many lines a second
	@$(BIN)/python -m benchmarks.papers

load: $(TESTS) ## print what is promised of a room full of phones, with the console open
	@$(BIN)/python -m benchmarks.load

load-summit: $(TESTS) ## print what is promised of a live summit: thirty tables, one desk, the real message server
	@$(BIN)/python -m benchmarks.summit $(SECONDS)
	@$(BIN)/python -m benchmarks.summit_memory

soak: $(TESTS) ## let phones come and go for half an hour (MINUTES=n for another time); nothing may grow
	@$(BIN)/python -m benchmarks.soak $(MINUTES)

laws: $(TESTS) ## try the laws with cases that nobody has tried, 300 each (LAWS=n for another number)
	@LAWS=$(LAWS) $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal $(shell grep -rl "@given" tests --include='*.py')

hostile: $(TESTS) ## send the server 10 000 broken requests, then open 10 000 sockets (HOSTILE=n for another number)
	@HOSTILE=$(HOSTILE) $(BIN)/python -m pytest -q tests/web/test_hostile.py tests/web/test_attacks.py
	@$(BIN)/python -m benchmarks.load hostile

crash: $(TESTS) ## kill the program at 1000 random moments (CRASHES=n for another number), then a live summit's server and tables
	@CRASHES=$(CRASHES) $(BIN)/python -m pytest -q -n $(WORKERS) tests/crash
	@SUMMIT_ENTRIES=3000 $(BIN)/python -m pytest -q -n $(WORKERS) tests/sync/test_faults.py tests/sync/test_killed_tables.py

pictures: $(USE) install-browser ## take the README's pictures from the running program
	@$(BIN)/python docs/pictures.py

fix: $(WORK) ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

# The headless shell opens a page in a quarter of the time that a whole Chromium takes; not every system has it.
install-browser: ## Chromium for the tests of the web page: installed here if that can be done, said if not
	@for name in chromium-headless-shell chrome-headless-shell \
	  chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v $$name >/dev/null 2>&1 && exit 0; done; \
	for app in "Google Chrome" Chromium; do [ -d "/Applications/$$app.app" ] && exit 0; done; \
	as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	if command -v apt-get >/dev/null 2>&1 && { [ -z "$$as_root" ] || sudo -n true 2>/dev/null; }; then \
	  echo "Installing Chromium for the tests of the web page"; \
	  install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends"; \
	  { $$as_root apt-get update -qq && { $$install chromium-headless-shell || $$install chromium; }; \
	  } >/dev/null 2>&1 && exit 0; \
	  echo "Chromium could not be installed."; \
	fi; \
	echo "No Chromium or Chrome here: the tests that open the web page in one are skipped."

clean: ## remove what was made here (not what was recorded: sessions/ and exports/ stay)
	@rm -rf $(VENV) .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "workshop needs Python 3.11 or newer, and none was found. \
	Install one, or name it: make PYTHON=/path/to/python3 …"; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python could not make $(VENV). On Debian and Ubuntu, install python3-venv first."; exit 1; }

$(USE): $(PINS) | $(BIN)/python
	@echo "Installing workshop"; $(PIP) -e . && $(COMPILE) && touch $@

$(TESTS): $(PINS) | $(BIN)/python
	@echo "Installing workshop and what its tests need"; $(PIP) -e '.[test]' && $(COMPILE) && { $(COMPILE_TESTS); } && touch $@ $(USE)

$(WORK): $(PINS) | $(BIN)/python
	@echo "Installing workshop and its development tools"; $(PIP) -e '.[dev]' && $(COMPILE) && touch $@ $(TESTS) $(USE)
