# make site: everything from source/ to the website.   make test: lint, types, layers, tests.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q

APERTIUM := apertium apertium-eng-spa apertium-eng-cat apertium-en-gl apertium-fra-cat \
            apertium-cat-ita apertium-por-cat
APERTIUM_TESTS := apertium-apy apertium-hbs-eng apertium-hbs-mkd
BROWSER := chromium fonts-dejavu-core fonts-sil-charis fonts-open-sans
GETTEXT := gettext
DATABASE := postgresql

.PHONY: site test lint laws mutants merges kills bench bench-apertium bench-memory bench-projects \
        clean lock messages
site: .venv/site
	@$(BIN)/l10n run

test: .venv/test lint
	@$(BIN)/python -m pytest -q

lint: .venv/test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports

laws: .venv/test  ## the laws with many more examples
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q --timeout=0 tests/laws tests/cli/test_incremental.py

mutants: .venv/test  ## whether the tests catch every fault of tests/mutants.yaml
	@$(BIN)/python tools/mutants.py

kills: .venv/test  ## kill -9 at 200 random moments of a sync, at 20 of a pre-translation
	@KILLS=200 $(BIN)/python -m pytest -q -s --timeout=3600 tests/cli/test_kills.py tests/cli/test_pretranslate_kills.py

merges: .venv/site  ## conflicts in PO files with git alone and with the merge driver, 200 trials
	@$(BIN)/python -m benchmarks.merges

bench: .venv/test  ## how fast documents are cut, catalogs read and written, terms found
	@$(BIN)/python -m benchmarks.documents
	@$(BIN)/python -m benchmarks.catalogs
	@$(BIN)/python -m benchmarks.dispatch
	@$(BIN)/python -m benchmarks.refusals
	@$(BIN)/python -m benchmarks.terms

SIZE ?= 100
bench-projects: .venv/site  ## what a sync costs in a large project, beside po4a and a bare look
	@$(BIN)/python -m benchmarks.projects --size $(SIZE)

bench-apertium: .venv/site  ## how fast Apertium drafts, beside its own command in the same run
	@$(BIN)/python -m benchmarks.apertium

bench-memory: .venv/site  ## how fast a memory of a million texts answers, and how well (FOLDER=…)
	@$(BIN)/python -m benchmarks.memory $(FOLDER)

.venv/site: requirements.lock pyproject.toml
	@tools/system-packages "machine drafts" $(APERTIUM)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/system-packages "python" python3-venv
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/site requirements-test.lock
	@tools/system-packages "engine tests" $(APERTIUM_TESTS)
	@tools/system-packages "browser tests" $(BROWSER)
	@tools/system-packages "PO tests" $(GETTEXT)
	@tools/system-packages "tests of a shared memory" $(DATABASE)
	@$(PIP) --require-hashes -r requirements-test.lock
	@touch $@

lock:  ## after a change of dependencies; needs uv
	uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url \
	  --python-version 3.11 pyproject.toml --group build -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url \
	  --python-version 3.11 pyproject.toml --group build --group test -c requirements.lock \
	  -o requirements-test.lock

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

messages: .venv/site  ## after a change of templates
	@$(BIN)/python tools/messages.py
