# `make run` and `make test` are all that a fresh clone needs; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PYTHON_HERE := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
LEFT := seeds/2021-02-08-xi-trong-call.txt
RIGHT := seeds/2021-09-24-xi-trong-call.txt
# How many tests run side by side.
JOBS := 2
# Damaged files of each format that `make torture` reads.
FILES := 20000

.PHONY: help run test lint types unit bench torture catalogues screenshots wheel sdist bundle deb test-packages licences audit clean packages-run packages-test packages-build

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS=$$'\t' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

run: packages-run $(INSTALLED) ## open the window on two sample readouts (without a display: write build/comparison.html)
	@if [ "$$(uname)" = Darwin ] || [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		$(PYTHON_HERE) -m reader $(LEFT) $(RIGHT); \
	else \
		mkdir -p build; \
		$(PYTHON_HERE) -m reader compare $(LEFT) $(RIGHT) --to html -o build/comparison.html; \
		echo "There is no display here, so no window opens; the comparison is written to build/comparison.html."; \
	fi

test: packages-test $(INSTALLED) ## check everything: style, types, tests
	@$(MAKE) --no-print-directory --keep-going lint types unit

lint: $(INSTALLED) ## check the style of the code
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .

types: $(INSTALLED) ## check the types
	$(PYTHON_HERE) -m mypy

unit: $(INSTALLED) ## run the tests alone
	QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m pytest --numprocesses $(JOBS) --dist loadfile

bench: $(INSTALLED) ## measure speed (docs/performance.md)
	$(PYTHON_HERE) benchmarks/run.py
	QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) benchmarks/window.py

torture: $(INSTALLED) ## hostile and damaged files without end (FILES=20000 for each format)
	$(PYTHON_HERE) benchmarks/torture/run.py --files $(FILES)
	$(PYTHON_HERE) benchmarks/torture/stalls.py
	$(PYTHON_HERE) tests/project/killing.py 334

catalogues: $(INSTALLED) ## bring the translations up to date with the texts in the code
	$(PYTHON_HERE) packaging/catalogues.py

screenshots: packages-test $(INSTALLED) ## draw the pictures in docs/screenshots anew
	$(PYTHON_HERE) packaging/screenshots.py

wheel: $(INSTALLED) ## build the wheel into dist/
	$(PYTHON_HERE) -m build --wheel --no-isolation

sdist: $(INSTALLED) ## build the source archive into dist/
	$(PYTHON_HERE) -m build --sdist --no-isolation

bundle: packages-build $(INSTALLED) ## freeze the program for this system: build/bundle/readout, and an archive in dist/
	$(PYTHON_HERE) packaging/bundle.py

deb: bundle ## make the Debian package of it in dist/
	$(PYTHON_HERE) packaging/deb.py

test-packages: deb wheel sdist ## install the packages in bare surroundings and use them there (root; takes some minutes)
	$(PYTHON_HERE) packaging/try_packages.py

licences: $(INSTALLED) ## list the licences of all libraries anew (docs/licences.md)
	$(PYTHON_HERE) packaging/licences.py

audit: $(INSTALLED) ## ask whether a library has a known weakness (asks the network)
	$(PYTHON_HERE) packaging/audit.py

clean: ## remove what was built (the environment stays)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find reader tests -name __pycache__ -type d -prune -exec rm -rf {} +

packages-run:
	@packaging/setup.sh packages run

packages-test:
	@packaging/setup.sh packages test

packages-build:
	@packaging/setup.sh packages build

# Made anew only when what it is made from changes.
$(INSTALLED): pyproject.toml constraints.txt packaging/setup.sh
	@packaging/setup.sh environment $(VENV)
	@touch $@
