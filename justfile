# list the recipes
default:
    @just --list

# what every submission must pass
ci:
    bash .ci/run

# all tests, or those whose name contains PATTERN
test PATTERN='':
    cargo test --workspace {{PATTERN}}

# the page in a real browser: wants Chromium and Node
browse:
    cargo build --release
    npm ci --prefix tests/browser --no-audit --no-fund
    npm test --prefix tests/browser

# rewrite expected outcomes; read the diff before you commit it
bless:
    UPDATE_EXPECT=1 cargo test --workspace

# long proofs in full: many random cases where the tests run a few; DATELINE_REAL may name a folder of releases
prove QUESTIONS='2000':
    PROPTEST_CASES=100000 cargo test --release -p query
    PROPTEST_CASES=20000 PROVE_CASES={{QUESTIONS}} PROVE_FULL=1 cargo test --release --workspace -- --nocapture

# faults alone, in full: kills, power cuts, full disks, spoilt folders, bad documents, operations against a model, random and
# spoilt queries; DATELINE_INDEX may name a large index for these
faults:
    RUST_BACKTRACE=0 PROVE_FULL=1 cargo test --release -p index --lib -- tests:: --nocapture
    PROVE_FULL=1 cargo test --release -p dateline --test integration -- killed kept broken --nocapture

# spoilt files and texts of mere disorder: CASES of each (`just prove` has them too)
fuzz CASES='20000':
    PROPTEST_CASES={{CASES}} cargo test --release -p ingest --test fuzz
    PROPTEST_CASES={{CASES}} cargo test --release -p query --test fuzz

# index the sample corpus and ask it something
demo QUERY='detention journalists':
    cargo run --release -- index corpus/releases --index target/demo
    cargo run --release -- search --index target/demo '{{QUERY}}'

# how well the sample corpus is understood
eval:
    cargo run --release -- eval corpus/gold.jsonl

# the API under a fuzzer that reads its description: EXAMPLES for each address
api EXAMPLES='300':
    cargo build --release
    .ci/api target/release/dateline {{EXAMPLES}}

# learn all weights anew from the corpus and the sources in DATA (see crates/train)
train DATA:
    cargo run --release -p train -- lines
    cargo run --release -p train -- issuers
    cargo run --release -p train -- quotes --data {{DATA}}
    cargo run --release -p train -- countries --data {{DATA}}

# indexing throughput and query latency
bench:
    cargo bench --profile profiling

# open the API documentation
doc:
    cargo doc --workspace --no-deps --open

# licences, sources and known vulnerabilities of dependencies (needs cargo-deny, cargo-audit and the network)
audit:
    cargo deny check licenses bans sources
    cargo audit
