# Needs Go. Everything else the targets install themselves, or do without.
.DEFAULT_GOAL := help

.PHONY: help
help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1: \2/p' $(firstword $(MAKEFILE_LIST))

.PHONY: site
site: ## publish the default guide to public/, and audit it
	@CGO_ENABLED=0 go run ./generator build
	@CGO_ENABLED=0 go run ./generator audit --brief || true
	@echo "To look at it, and to write: make serve"

.PHONY: serve
serve: ## show the default guide in a browser while it is written
	@CGO_ENABLED=0 go run ./generator serve

# What reads and writes at the same time, for the race detector. Of publish,
# only what builds more than once: the rest would build with one builder again.
RACY := ./generator/content ./generator/guide ./generator/render ./generator/output ./generator/watch ./generator/preview ./samplecheck/survey ./samplecheck/cache

.PHONY: test
test: tools ## install what the tests need, and run all of them
	@echo "Checking the format."
	@setup/check-format
	@echo "Checking with go vet."
	@go vet ./...
	@echo "Building without cgo."
	@CGO_ENABLED=0 go build -o /dev/null ./generator
	@echo "Running the tests: code, stories, valid HTML, and the pages in a browser."
	@RETAKE_BROWSER=required go test -timeout 20m ./...
	@echo "Looking for races."
	@CGO_ENABLED=1 go test -race -skip 'ManyRebuilds|ServesWhatBuild' $(RACY)
	@CGO_ENABLED=1 go test -race -run 'UsedAgain|SameBytes' ./generator/publish -edits 20
	@echo "All tests have passed."

.PHONY: tools
tools: ## install what the tests need, when it is not there
	@setup/test-tools

.PHONY: fuzz
fuzz: ## run each fuzz test for 20 seconds
	@setup/fuzz 20s

.PHONY: bench
bench: ## measure how fast guides of many sizes are built, and compare the search with others
	@setup/packages bench/finding
	@go run ./bench

.PHONY: clean
clean: ## remove public/, bin/ and the installed test packages
	rm -rf public bin tests/node_modules bench/finding/node_modules
