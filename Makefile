# Every target sets up what it needs; nothing outside this folder is touched but package caches.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python

# A machine without a home (a bare container, CI) keeps the caches of the package tools in here.
ifneq ($(shell test -n "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/.tools/home
endif

.PHONY: help setup run test fast browser twins keepers check bench docs demo fix messages

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## bring everything the product needs: locked packages, style sheet, `bield`
	@sh tools/setup.sh

run: setup ## set up, fill the demonstration, serve it and say who can sign in
	@$(PYTHON) -m bield.front.cli migrate --quiet
	@$(PYTHON) -m bield.front.cli demo --if-empty
	@exec $(PYTHON) -m bield.front.cli serve

demo: setup ## fill the four invented organisations and say who can sign in
	@$(PYTHON) -m bield.front.cli migrate --quiet
	@$(PYTHON) -m bield.front.cli demo

test: setup ## run everything on both databases, browser and faults included
	@$(PYTHON) -m tests.suite

fast: setup ## run what needs no browser and no killed process, on SQLite
	@$(PYTHON) -m pytest -q -m "not browser and not faults and not promises and not numbers" --ignore=tests/tipping

browser: setup ## run the journeys in a browser, on SQLite
	@$(PYTHON) -m pytest -q -m browser

twins: setup ## build a house twice, once with a concern that must stay hidden, and compare
	@$(PYTHON) -m pytest -q tests/tipping

keepers: setup ## take every keeper away once, and ask whether a proof of its clause notices
	@$(PYTHON) -m pytest -q -p tests.without --tb=no -m "not browser and not faults"

check: setup ## run every gate and report them all
	@$(PYTHON) -m tools.check

bench: setup ## measure, beside floors of the same run; the table goes into docs/benchmarks.md
	@$(PYTHON) -m tools.bench

docs: setup ## write the generated part of the documents anew
	@$(PYTHON) -m tools.docs

messages: setup ## write down every sentence that can be translated
	@$(PYTHON) -m tools.messages

fix: setup ## mend everything that a tool can mend
	@$(PYTHON) -m tools.check --fix
