# What can be done with this project. Everything happens in run.py, so that it also works without make.

PYTHON ?= python3
# Passed on to what the target runs: make test ARGS="-k parsing"
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: report tables charts chart kwic new check phrases count coding explore lab start doctor reset classroom test notebooks renew lint benchmarks lock setup clean help

# Read the speeches and write every table and chart (figures/)
report:
	@$(PYTHON) run.py report $(ARGS)

# Write the tables only
tables:
	@$(PYTHON) run.py tables $(ARGS)

# Write the charts only
charts:
	@$(PYTHON) run.py charts $(ARGS)

# Draw one chart for a report of your own: make chart ARGS="compare_terms --width 12cm", or ARGS=--list
chart:
	@$(PYTHON) run.py chart $(ARGS)

# Show every place of a word with what stands around it: make kwic ARGS=创新
kwic:
	@$(PYTHON) run.py kwic $(ARGS)

# Make a corpus folder of your own: make new ARGS=my-corpus
new:
	@$(PYTHON) run.py new $(ARGS)

# Say what is found in a document or corpus of your own: make check ARGS=my-speeches.txt
check:
	@$(PYTHON) run.py check $(ARGS)

# Propose set phrases of a corpus for its phrase list: make phrases ARGS=my-corpus
phrases:
	@$(PYTHON) run.py phrases $(ARGS)

# Count a corpus of any size: make count ARGS="my-corpus --workers 2"
count:
	@$(PYTHON) run.py count $(ARGS)

# Let a class code sentences by hand: make coding ARGS="new my-corpus", then ARGS="collect coding"
coding:
	@$(PYTHON) run.py coding $(ARGS)

# Explore the speeches in the browser, without code: make explore ARGS=my-corpus
explore:
	@$(PYTHON) run.py explore $(ARGS)

# Open the notebooks in JupyterLab
lab:
	@$(PYTHON) run.py lab $(ARGS)

# Show the menu that start.bat, start.command and start.sh open
start:
	@$(PYTHON) run.py start

# Check this machine, one line a check
doctor:
	@$(PYTHON) run.py doctor

# Restore a notebook as it came, and keep your copy: make reset ARGS=03
reset:
	@$(PYTHON) run.py reset $(ARGS)

# Make the zip for a class, with packages for machines without a network: make classroom ARGS="windows macos linux"
classroom:
	@$(PYTHON) run.py classroom $(ARGS)

# Check the style and run all tests; some of them: make test ARGS="-k parsing"
test:
	@$(PYTHON) run.py test $(ARGS)

# Run the notebooks again and store them with their output
notebooks:
	@$(PYTHON) run.py notebooks $(ARGS)

# Renew the pages of the course, the codebook and the pages of messages from their sources
renew:
	@$(PYTHON) run.py renew $(ARGS)

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
