# make run: install and start the board.   make test: install what the tests need and run them.
# make check: style, types, imports.       make bench: measure, into benchmarks/results.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
export PORT

.PHONY: run test check bench docs samples clean

run: $(VENV)/.run compiled
	@echo "Papan Rakor: http://127.0.0.1:$(PORT)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev browser compiled
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: $(VENV)/.dev browser compiled
	$(BIN)/python -m benchmarks

docs: $(VENV)/.dev
	$(BIN)/python docs/make.py

# Python's own XML: another library writes the same workbook in other bytes.
samples: $(VENV)/.dev
	OPENPYXL_LXML=False $(BIN)/python -m sample_data.make

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Papan Rakor needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-spark.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

# A browser for the tests, and Java for the Spark tests: Debian's where we may install them, else Playwright's browser.
.PHONY: browser
browser: $(VENV)/.dev
	@sh tests/install_system.sh $(BIN)

# The process that reads files writes none: without this it would compile our modules each time it comes up.
.PHONY: compiled
compiled: | $(VENV)/bin/python
	@$(BIN)/python -m compileall -q *.py charts elections loaders metrics pages pipeline reports store texts ui

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache build
