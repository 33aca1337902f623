# What can be done with this newsroom? `make help` says.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv/bin
# How many processes the tests take; 0 for one, in which a debugger works.
JOBS ?= 2

# Checks that only load the settings write nothing that matters; it goes here.
SCRATCH = DATA_DIR=.venv/scratch

# What a deployment sets; `check --deploy` judges the settings that follow from it.
DEPLOYED = DATA_DIR=.venv/deployed SECRET_KEY="$$($(VENV)/python -c 'import secrets; print(secrets.token_hex(40))')" \
  SITE_URL=https://newsroom.example SSL_REDIRECT=on TRUSTED_PROXIES=127.0.0.1 REDIS_URL=redis://127.0.0.1:6379/0 RATE_LIMITS=on \
  EMAIL_URL=smtp+tls://mail.newsroom.example
# The schema must not depend on who makes it, or where.
SPECTACULAR = env -u SITE_URL -u SITE_NAME $(SCRATCH) $(VENV)/python manage.py spectacular --validate --fail-on-warn

.PHONY: help
help: ## say what can be done
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

.PHONY: run
run: ## open the newsroom on http://127.0.0.1:8000 (HOST= PORT= WORKERS= DATA_DIR= DATABASE_URL=)
	@bin/venv runtime
	@exec $(VENV)/python -m cms.run

.PHONY: test
test: ## run the tests, without browsers
	@bin/venv dev
	@exec $(VENV)/pytest -q -n $(JOBS) --dist worksteal

.PHONY: check
check: check-code test ## all that must hold before a change is kept

.PHONY: check-code
check-code: check-style check-types check-imports check-dependencies check-migrations check-deployment check-schema ## the same, without the tests

.PHONY: check-style
check-style:
	@bin/venv dev
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .

.PHONY: check-types
check-types:
	@bin/venv dev
	$(SCRATCH) $(VENV)/mypy cms articles comments media

.PHONY: check-imports
check-imports:
	@bin/venv dev
	$(VENV)/lint-imports

.PHONY: check-dependencies
check-dependencies:
	@bin/venv dev
	$(VENV)/deptry .

.PHONY: check-migrations
check-migrations:
	@bin/venv dev
	$(SCRATCH) $(VENV)/python manage.py makemigrations --check --dry-run

.PHONY: check-deployment
check-deployment:
	@bin/venv dev
	@echo "manage.py check --deploy, as a deployment would be set up"
	@$(DEPLOYED) $(VENV)/python manage.py check --deploy --fail-level WARNING

.PHONY: check-schema
check-schema:
	@bin/venv dev
	@echo "docs/openapi.yaml says what the code does"
	@set -o pipefail; $(SPECTACULAR) | diff -u docs/openapi.yaml - \
	  || { echo "docs/openapi.yaml differs: if that is meant, run: make schema" >&2; exit 1; }

.PHONY: schema
schema: ## write docs/openapi.yaml anew
	@bin/venv dev
	@$(SPECTACULAR) --file docs/openapi.yaml

.PHONY: messages
messages: ## bring the catalogues of the interface's languages up to date
	@bin/venv dev
	@$(SCRATCH) $(VENV)/python -m tests.messages

.PHONY: format
format: ## put the code into the house's form
	@bin/venv dev
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

.PHONY: browser
browser: ## run the tests in a real Chromium
	@bin/venv browser
	@exec $(VENV)/pytest -q -n $(JOBS) tests/browser

.PHONY: client
client: ## compile a typed client of the API, and stories as schema.org has them, under `tsc --strict` (needs npm)
	@bin/venv dev
	@rm -rf .venv/client && mkdir -p .venv && cp -r tests/client .venv/client
	@cd .venv/client && npm install --silent --no-package-lock --no-audit --no-fund
	@cd .venv/client && npx openapi-typescript ../../docs/openapi.yaml -o schema.d.ts && npx tsc -p .
	@echo "the sample programs of tests/client compile"
	@exec $(VENV)/pytest -q tests/client

.PHONY: edge
edge: ## read through a real Varnish before the shipped server
	@bin/venv dev
	@exec $(VENV)/pytest -q tests/edge

.PHONY: fuzz
fuzz: ## ask a seeded newsroom whatever the schema allows and forbids (FUZZ="20" cases for each call, FUZZ="20 7" with that seed)
	@exec bin/fuzz $(FUZZ)

.PHONY: bench
bench: ## measure CPU per request against an empty Django view (BENCH="--large")
	@bin/venv runtime
	@$(VENV)/python -m tests.benchmarks $(BENCH)
	@exec $(VENV)/python -m tests.benchmarks.posting

.PHONY: bench-posting
bench-posting: ## let 64 readers post at once, with the gate and without; nothing may be lost
	@bin/venv runtime
	@exec $(VENV)/python -m tests.benchmarks.posting $(BENCH)

.PHONY: bench-intake
bench-intake: ## let 8 processes count views, and 6 shares; nothing may be lost or counted twice
	@bin/venv runtime
	@exec $(VENV)/python -m tests.benchmarks.intake $(BENCH)

.PHONY: bench-popular
bench-popular: ## compare most popular among 1,000 stories and among 1,000,000 (BENCH="--sizes 1000")
	@bin/venv dev
	@exec $(VENV)/python -m tests.benchmarks.popular $(BENCH)

.PHONY: bench-growth
bench-growth: ## compare stories and lists among 2,000 stories and among 1,000,000 (BENCH="--sizes 2000,50000")
	@bin/venv dev
	@exec $(VENV)/python -m tests.benchmarks.growth $(BENCH)

.PHONY: bench-lists
bench-lists: ## measure what looking for 62,204 listed words in the longest reply costs
	@bin/venv runtime
	@exec $(VENV)/python -m tests.benchmarks.lists

.PHONY: bench-queue
bench-queue: ## measure the next reply of the queue and a decision with 100,000 waiting among 1,000,000
	@bin/venv runtime
	@exec $(VENV)/python -m tests.benchmarks.queue $(BENCH)

.PHONY: bench-threads
bench-threads: ## compare a discussion of 100,000 replies with one of 1,000 (BENCH="--comments 1000000")
	@bin/venv dev
	@exec $(VENV)/python -m tests.benchmarks.threads $(BENCH)

.PHONY: bench-desk
bench-desk: ## measure what a typed character costs at the desk, in a short story and in a long one
	@bin/venv browser
	@exec $(VENV)/python -m tests.benchmarks.desk
