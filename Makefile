# Everything there is to do with this repository. `make` alone prints this list.
# Wants on the machine: JDK 25, Maven, Node 20 with npm. Works with GNU make 3.81 (macOS) and newer.

JAVA_HOME := $(shell bin/find-jdk javac 2>/dev/null)
export JAVA_HOME

# Extra options for every call of Maven, such as MAVEN_FLAGS=-o or -U.
MAVEN_FLAGS ?=
# Modules are built one after the other: each starts servers in its tests, and on two cores those would starve each other.
# The build is safe with -T all the same: MAVEN_FLAGS='-T 1C'.
MVN = [ -t 1 ] || set -- -B -Dstyle.color=never; mvn -ntp "$$@" $(MAVEN_FLAGS)

JARS := $(foreach module,app-api app-monitor devkit,$(module)/target/pgrm-$(module).jar)
# Folders are among the inputs: their time changes when a file in them goes away.
INPUTS := pom.xml .mvn $(wildcard */pom.xml */src/main */build */package.json */package-lock.json)
SLOW_TAGS := servers | browser | containers | matrix | bench | screenshots

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run demo dev-services run-api run-monitor
run: build ## the manager on an embedded store and Redis, data kept in .pgrm/: serves one person on one machine
	@exec bin/pgrm run

demo: build ## the same, throw-away, with a fleet to look at
	@exec bin/pgrm demo

dev-services: build ## only the embedded store and Redis; writes the environment to use to .pgrm/dev.env
	@exec bin/pgrm dev-services

run-api: build ## the API alone, on services from the environment or from `make dev-services`
	@$(call with-services,bin/pgrm api)

run-monitor: build ## a monitor alone, likewise
	@$(call with-services,bin/pgrm monitor)

with-services = if [ -z "$${PGRM_STORE_URL:-}" ] && [ -f .pgrm/dev.env ]; then set -a; . ./.pgrm/dev.env; set +a; fi; exec $(1)

.PHONY: build
build: tools ## the runnable jars, without tests; bin/pgrm starts them
	@built=target/built; \
	if ls $(JARS) >/dev/null 2>&1 && [ -e $$built ] && [ -z "$$(find $(INPUTS) -newer $$built -print | head -n 1)" ]; then exit 0; fi; \
	echo "Building. The first time it downloads what it needs, which takes some minutes."; \
	mkdir -p target; touch target/building; \
	$(MVN) -q package -DskipTests -Djacoco.skip && mv target/building $$built

.PHONY: aot
aot: build ## build, and train caches with which the two programs start in a third of the time
	@bin/train

.PHONY: test test-fast test-matrix
test: tools ## every test but the version matrix, and at least 80 % of lines covered
	@$(MVN) verify -Dcoverage.required=true

test-fast: tools ## the tests that need no servers, in under 30 s
	@$(MVN) test -T 1C -Djacoco.skip '-Dtest.excludedGroups=$(SLOW_TAGS)'

test-matrix: tools ## the tests of pairs of PostgreSQL versions
	$(call run-tagged,matrix)

.PHONY: bench screenshots
bench: build ## the benchmarks
	benchmarks/start-up
	$(call run-tagged,bench,-Dtest.forks=1)

screenshots: tools ## take the pictures of the documentation anew
	$(call run-tagged,screenshots)

run-tagged = @grep -rqs --include='*.java' '@Tag("$(1)")' */src/test || { echo "No test is tagged $(1)."; exit 1; }; \
	$(MVN) verify -Djacoco.skip -Dtest.groups=$(1) -Dtest.excludedGroups= $(2)

.PHONY: lint lint-fix format
lint: tools ## formatting, compiler and Error Prone warnings, forbidden calls, scripts of the web UI
	@for script in bin/* benchmarks/* .githooks/*; do sh -n $$script || exit 1; done; bash -n .ci/run
	@$(MVN) -q process-test-classes -Djacoco.skip
	@if [ -f webui/package.json ]; then cd webui && npm run --silent lint; fi

lint-fix: format ## format, and repair what the linter of the web UI can
	@if [ -f webui/package.json ]; then cd webui && npm run --silent lint -- --fix; fi

format: tools ## format all Java sources
	@$(MVN) -q spotless:apply

.PHONY: clean hooks
clean: ## remove what was built; .pgrm/ stays
	rm -rf target */target */node_modules

hooks: ## let git run the formatter and the fast tests before each commit
	git config core.hooksPath .githooks

.PHONY: tools
tools:
	@bin/find-jdk javac >/dev/null
	@command -v mvn >/dev/null || { echo "pgrm is built with Maven 3.8.7 or newer: install it and put mvn on the PATH." >&2; exit 1; }
	@{ command -v npm && [ "$$(node -p 'parseInt(process.versions.node)')" -ge 20 ]; } >/dev/null 2>&1 || \
	  { echo "pgrm bundles its web UI, and packs certificates, with Node 20 or newer: install it with npm and put both on the PATH." >&2; exit 1; }
