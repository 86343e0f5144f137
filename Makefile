# What can be done with this project. Everything happens in run.py, so that it also works without make.

PYTHON ?= python3
# Passed on to what the target runs: make test ARGS="-k parsing"
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: report check lab test notebooks lint benchmarks lock setup clean help

# Read the speeches and write every table and chart (figures/)
report:
	@$(PYTHON) run.py report $(ARGS)

# Say what is found in a document of your own: make check ARGS=my-speeches.txt
check:
	@$(PYTHON) run.py check $(ARGS)

# Open the notebooks in JupyterLab
lab:
	@$(PYTHON) run.py lab $(ARGS)

# Check the style and run all tests; some of them: make test ARGS="-k parsing"
test:
	@$(PYTHON) run.py test $(ARGS)

# Run the notebooks again and store them with their output
notebooks:
	@$(PYTHON) run.py notebooks $(ARGS)

# Check the style only
lint:
	@$(PYTHON) run.py lint $(ARGS)

# Measure speed and memory against the plain script
benchmarks:
	@$(PYTHON) run.py benchmarks $(ARGS)

# Renew requirements.txt from pyproject.toml; newest versions: make lock ARGS=--upgrade
lock:
	@$(PYTHON) run.py lock $(ARGS)

# Make .venv and nothing else (every target does it when needed)
setup:
	@$(PYTHON) run.py setup

# Remove .venv and the caches
clean:
	@$(PYTHON) run.py clean

# Show this list
help:
	@$(PYTHON) run.py help
