# make run · make test · make check · make lock · make words
# Everything lives in .venv and var; `make clean` removes both.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
POSTGRES := $(filter postgres%,$(DATABASE_URL))

.PHONY: run test check lock words clean

run: $(VENV)/.run $(if $(POSTGRES),$(VENV)/.postgres)
	@$(BIN)/danban demo

test: $(VENV)/.test
	@PATH="$(abspath $(BIN)):$$PATH" sh tests/run

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/house -n 2

# Needs uv. Addresses of package indexes are left out on purpose.
lock:
	cd requirements && for group in run postgres ray test; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links -q $$group.in -o $$group.txt || exit 1; \
	done

# Collect the interface's words and compile the English catalogue.
words: $(VENV)/.test
	$(BIN)/python -m tests.house.messages

clean:
	rm -rf $(VENV) var

$(BIN)/python:
	@sh requirements/python "$(PYTHON)" "$(VENV)"

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Danban needs …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.postgres: requirements/postgres.txt | $(VENV)/.run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/postgres.txt
	@touch $@

$(VENV)/.test: requirements/test.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
