# `make help` lists what there is. Everything lives in .venv/ and var/; nothing else on this machine is touched.
PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV = uv==0.13.9

.DEFAULT_GOAL = help
.PHONY: help demo demo-reset test leaks lint bench fuzz lock

help: ## what can be typed here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: .venv/requirements.installed ## run the site on this machine, with invented people and papers (PORT=8000)
	@DEMO=1 PORT=$(PORT) .venv/bin/python manage.py demo

demo-reset: .venv/requirements.installed ## the same, from the beginning
	@DEMO=1 PORT=$(PORT) .venv/bin/python manage.py demo --reset

test: .venv/requirements-dev.installed ## every test: PostgreSQL and Redis, then SQLite and a folder
	@.venv/bin/python -m tests.install
	@.venv/bin/python -m tests.run

leaks: .venv/requirements-dev.installed ## each hidden fact x person x phase over everything that can be fetched (ONLY=decided for one phase)
	@.venv/bin/python -m pytest tests/blindness/leaks.py -q -s -p no:cacheprovider -k "$(ONLY)"

lint: .venv/requirements-dev.installed ## style, types, import contracts, migrations, locks
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy .
	.venv/bin/lint-imports
	DATABASE_URL=sqlite://:memory: .venv/bin/python manage.py makemigrations --check --dry-run
	.venv/bin/python -m tests.locks

bench: .venv/requirements-dev.installed ## figures of speed and quality
	@for file in tests/benchmarks/[a-z]*.py; do .venv/bin/python -m tests.benchmarks.$$(basename $$file .py); done

fuzz: .venv/requirements-dev.installed ## thousands of mutated PDFs through the checker
	@.venv/bin/python -m tests.submissions.checks.fuzz 3000

lock: .venv/requirements-dev.installed ## requirements*.in -> hashed requirements*.txt
	for name in requirements requirements-dev; do .venv/bin/uv pip compile --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt; done

.venv/%.installed: %.txt | .venv/bin/pip
	@echo "Installing the packages of $< (once) ..."
	@.venv/bin/pip install -q --disable-pip-version-check $(UV) \
		&& .venv/bin/uv pip install -q --require-hashes -r $< \
		|| .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python's venv is missing. Type: sudo apt-get install -y $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; exit 1; }
