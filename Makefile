# Một Cửa. `make help` lists what there is; everything needs only make and Python 3.11 or newer.
SHELL := /bin/sh
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
BIN := .venv/bin
WHY_PYTHON := ✗ Cần Python 3.11 trở lên (máy này chưa có). / Python 3.11 or newer is needed (this machine has none).

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test check bench

help: ## Lists these commands
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; do printf '  make %-7s %s\n' "$$name" "$$what"; done

setup: ## Installs what run needs: packages, fonts, modeler, translations (a second time: nothing to do)
	@test -n "$(PYTHON)" || { echo "$(WHY_PYTHON)" >&2; exit 1; }
	@$(PYTHON) config/prepare.py run

setup-test:
	@test -n "$(PYTHON)" || { echo "$(WHY_PYTHON)" >&2; exit 1; }
	@$(PYTHON) config/prepare.py test

run: setup ## Starts PostgreSQL, web and worker with the demonstration at http://127.0.0.1:8000 (PORT= overrides)
	@MOTCUA_FOLLOW_PARENT=1 exec $(BIN)/motcua serve --port $(PORT)

test: setup-test ## Runs every test, browser tests included (ARGS= passes options to pytest)
	@$(BIN)/python -m tests.chromium --install
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: setup-test ## Lints, types, imports, migrations, templates, translations: what CI runs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "✗ Chạy: .venv/bin/ruff format . / Run: .venv/bin/ruff format ." >&2; exit 1; }
	@$(BIN)/mypy motcua config
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m pytest tests/guards -p no:randomly

bench: setup-test ## Measures against bare SQL and peers; a table here, JSON under var/bench/ (BENCH=quick: small numbers)
	@$(BIN)/python -m bench
