# planhjul: two commands do everything on a machine with python3 (>= 3.11), make and git: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PORT ?= 8050
# pytest-xdist workers: the browser tests start servers of their own, so two are enough on two cores.
WORKERS ?= 2
# COVER=1 measures which branches the tests take, and holds each folder to its floor (tests/floors.py).
COVER ?=

.PHONY: demo test quick soak check bench lock texts docs format clean help

help:
	@echo "make demo   start planhjul with the demo municipalities on http://127.0.0.1:$(PORT)"
	@echo "make test   run every test, the browser tests included"
	@echo "make quick  what needs neither browser, PostgreSQL nor other programs, changed rooms first"
	@echo "make soak   many examples, kills by the hundred, 60 and 300 users: run by hand, figures in docs/measured.md"
	@echo "make check  style, types and architecture"
	@echo "make bench  measure speed against peers, as ratios"

# Made again only when the declared dependencies change; uv installs in a third of pip's time, pip is the way back.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "planhjul trenger Python 3.11 eller nyere")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || echo "uv mangler, bruker pip"
	@if [ -x $(BIN)/uv ]; then \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e . ; \
	else \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --no-deps -e . ; \
	fi
	@touch $@

demo: $(STAMP)
	@$(BIN)/planhjul demo --port $(PORT)

test: $(STAMP)
	@$(BIN)/python tests/browser/find_chromium.py --install
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(if $(COVER),--cov --cov-report= )
	@$(if $(COVER),$(BIN)/coverage json -q -o .coverage.json && $(BIN)/python -m tests.floors .coverage.json)

quick: $(STAMP)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --changed-first --hypothesis-profile quick \
	  -m "not browser and not postgresql and not processes and not soak"

soak: $(STAMP)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --hypothesis-profile soak -m "soak or property"
	@$(BIN)/python -m benchmarks.soak

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP)
	@$(BIN)/python -m benchmarks.run

# Pins every dependency with its hashes; no index address is written.
lock: $(STAMP)
	@$(BIN)/uv pip compile pyproject.toml --quiet --all-extras --universal --generate-hashes \
	  --no-header --no-annotate --upgrade -o requirements.lock

# The catalogue's template: every text("…") in the product.
texts: $(STAMP)
	@$(BIN)/python -m planhjul.locale

# docs/feilmeldinger.md: every kind of issue an import can tell of.
docs: $(STAMP)
	@$(BIN)/python -m importers.issue_kinds

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
