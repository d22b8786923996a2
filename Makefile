# `make demo` shows the main job, `make test` runs the whole suite. Both build what is missing; one profile serves both.

STORE := target/demo-store
GIPFEL := target/release/gipfel

.PHONY: demo test lint scores bench others build libclang

build: libclang
	cargo build --release

# RocksDB is compiled from source and its bindings are made with libclang.
libclang:
	@if ls /usr/lib/llvm*/lib/libclang*.so* /usr/lib/*/libclang*.so* /usr/lib64/libclang*.so* >/dev/null 2>&1 || [ -n "$$LIBCLANG_PATH" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq libclang-dev; \
	else echo "libclang is missing; install it, on Debian with: sudo apt-get install libclang-dev" >&2; exit 1; fi

demo: build
	$(GIPFEL) build seeds --store $(STORE)
	@for query in roles plans statements meetings entities; do \
		echo; echo "== queries/$$query.rq"; $(GIPFEL) query queries/$$query.rq --store $(STORE) --format table || exit 1; done
	@echo; echo "== Joe Biden under all his names"
	$(GIPFEL) query queries/names.rq --store $(STORE) --format tsv | grep Biden

test: build lint
	cargo test --release

# Exports read by implementations that are no part of the project: rdflib, pyoxigraph, networkx, pySHACL, N3.js, jsonld.js.
others: build
	@mkdir -p target/others
	python3 -m venv target/others/venv
	target/others/venv/bin/pip install --quiet rdflib pyoxigraph pyshacl networkx
	npm install --silent --no-fund --no-audit --prefix target/others n3 jsonld
	cargo test --release --test others -- --nocapture

# The numbers of the README and of models/README.md.
SHARED := ../shared/data
SCORES := target/scores
scores: build
	@mkdir -p $(SCORES)
	@for file in treebank/gsd-dev.conllu treebank/gsd-test.conllu ner/germeval14-dev.tsv; do xz -dc $(SHARED)/$$file.xz > $(SCORES)/$${file#*/} || exit 1; done
	@ls -l models
	$(GIPFEL) eval treebank $(SCORES)/gsd-dev.conllu
	$(GIPFEL) eval treebank $(SCORES)/gsd-test.conllu
	$(GIPFEL) eval names $(SCORES)/germeval14-dev.tsv
	$(GIPFEL) eval facts tests/gold/dev
	$(GIPFEL) eval facts tests/gold/test

# Speed of the store: queries on a million quads, the cost of one more article, ten times the articles.
bench: build
	@mkdir -p $(SCORES)
	@xz -dc $(SHARED)/text/wikinews.jsonl.xz > $(SCORES)/wikinews.jsonl
	python3 bench/store.py $(GIPFEL) $(SCORES)/wikinews.jsonl

# Uses what the build has made; RocksDB is not compiled again.
lint: libclang
	cargo fmt --check
	cargo clippy --release --all-targets -- -D warnings
