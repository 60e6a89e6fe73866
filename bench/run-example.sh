#!/usr/bin/env bash
# Compares the registry with baseline B on the example query. See bench/README.md.
#
#   bench/run-example.sh [seconds per run] [rounds]
#
# Needs Linux, cargo, wrk and curl, and takes about two minutes after the build. It works in a temporary folder
# and connects to 127.0.0.1 only.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-3} rounds=${2:-3}
folder=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap finish EXIT

# One core for the server and another for the load, if there are two.
on_server=() on_load=()
if command -v taskset >/dev/null && [ "$(nproc)" -gt 1 ]; then
  on_server=(taskset -c 0) on_load=(taskset -c 1)
fi

echo "building ..."
target=${CARGO_TARGET_DIR:-$PWD/target}
CONSORTIA_UI=off cargo build --release --locked --quiet
(cd bench/baseline && CARGO_TARGET_DIR=$target cargo build --release --locked --quiet)
registry=$target/release/consortia baseline=$target/release/baseline

database=$folder/example.db
"$registry" --db "$database" seed >/dev/null
"$baseline" grow "$database"

# start NAME COMMAND...: writes the address to $folder/NAME.url and the process id to $folder/NAME.pid
start() {
  local name=$1
  shift
  "${on_server[@]}" "$@" >"$folder/$name.log" 2>&1 &
  pids+=($!)
  echo $! >"$folder/$name.pid"
  for _ in $(seq 100); do
    grep -om1 'http://[0-9.:]*/graphql' "$folder/$name.log" >"$folder/$name.url" && return
    sleep 0.1
  done
  cat "$folder/$name.log" >&2
  exit 1
}
start baseline "$baseline" serve "$database" 0
start registry "$registry" --db "$database" serve --no-supervisor --listen 127.0.0.1:0

# body FILE CLUSTER [COMMENT]: writes the query as a JSON request
document=$(sed 's/\\/\\\\/g; s/"/\\"/g' queries/01-founders-and-their-partners.graphql | awk '{ printf "%s\\n", $0 }')
body() { printf '{"query":"%s%s","variables":{"cluster":"%s"}}' "${3:-}" "$document" "$2" >"$folder/$1"; }

ticks() { awk '{ print $14 + $15 }' "/proc/$(cat "$folder/$1.pid")/stat" ; }
per_second=$(getconf CLK_TCK)

# run SERVER NEW: prints requests per second, and the CPU time of the server per request in us. NEW is 1 to send
# documents that the server has not seen, otherwise 0.
run() {
  local before out
  before=$(ticks "$1")
  out=$(BODY=$folder/body.$2 NEW=$2 "${on_load[@]}" timeout $((seconds + 20)) \
    wrk -t1 -c16 -d"${seconds}s" -s bench/requests-example.lua "$(cat "$folder/$1.url")")
  if grep -q 'Non-2xx' <<<"$out"; then
    echo "the $1 rejected requests: $out" >&2
    exit 1
  fi
  awk -v ticks=$(($(ticks "$1") - before)) -v hz="$per_second" '
    / requests in / { count = $1 } /Requests\/sec/ { rate = $2 }
    END { printf "%s %.1f\n", rate, ticks * 1e6 / hz / count }' <<<"$out"
}

median() { sort -n -k"$2" "$folder/$1" | awk -v at="$2" '{ all[NR] = $at } END { print all[int((NR + 1) / 2)] }'; }

printf '%-9s %8s  %-28s %10s %7s %14s %7s\n' cluster bytes server requests/s "" "CPU us/request" ""
for cluster in PSCC 'EXAMPLE 1' 'EXAMPLE 8' 'EXAMPLE 200'; do
  body body.0 "$cluster"
  body body.1 "$cluster" '#@@\n'
  for server in baseline registry; do
    curl --silent --fail --max-time 20 -H 'content-type: application/json' --data-binary "@$folder/body.0" \
      "$(cat "$folder/$server.url")" >"$folder/$server.json"
  done
  cmp "$folder/baseline.json" "$folder/registry.json"
  rm -f "$folder"/*.runs
  for _ in $(seq "$rounds"); do
    run baseline 0 >>"$folder/baseline.runs"
    run registry 0 >>"$folder/registry.runs"
    run registry 1 >>"$folder/new.runs"
  done
  bytes=$(wc -c <"$folder/registry.json")
  for server in baseline registry new; do
    what=$server
    [ "$server" = new ] && what='registry, new documents'
    printf '%-9s %8d  %-28s %10.0f %7.2f %14.0f %7.2f\n' "$cluster" "$bytes" "$what" \
      "$(median $server.runs 1)" "$(awk "BEGIN { print $(median $server.runs 1) / $(median baseline.runs 1) }")" \
      "$(median $server.runs 2)" "$(awk "BEGIN { print $(median baseline.runs 2) / ($(median $server.runs 2) + 1e-9) }")"
  done
done
