#!/usr/bin/env bash
# Measures the registry against its yardstick on the question on the box. See bench/README.md.
#
#   bench/run-box.sh [seconds of one run] [rounds]
#
# Needs Linux, cargo, wrk and curl; about two minutes after the build. Everything it makes lies in
# a folder of its own that is removed at the end; it talks to 127.0.0.1 only.
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

# One core for the server and another for the load, where the system can say so.
on_server=() on_load=()
if command -v taskset >/dev/null && [ "$(nproc)" -gt 1 ]; then
  on_server=(taskset -c 0) on_load=(taskset -c 1)
fi

echo "building ..."
target=${CARGO_TARGET_DIR:-$PWD/target}
CONSORTIA_UI=off cargo build --release --locked --quiet
(cd bench/ceilings && CARGO_TARGET_DIR=$target cargo build --release --locked --quiet)
registry=$target/release/consortia yardstick=$target/release/ceilings

database=$folder/box.db
"$registry" --db "$database" seed >/dev/null
"$yardstick" grow "$database"

# start <name> <command ...>: leaves the address in $folder/<name>.url and the process in $folder/<name>.pid
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
start yardstick "$yardstick" serve "$database" 0
start registry "$registry" --db "$database" serve --listen 127.0.0.1:0

# body <file> <cluster> [comment]: the question as a JSON request
document=$(sed 's/\\/\\\\/g; s/"/\\"/g' queries/01-founders-and-their-partners.graphql | awk '{ printf "%s\\n", $0 }')
body() { printf '{"query":"%s%s","variables":{"cluster":"%s"}}' "${3:-}" "$document" "$2" >"$folder/$1"; }

ticks() { awk '{ print $14 + $15 }' "/proc/$(cat "$folder/$1.pid")/stat" ; }
per_second=$(getconf CLK_TCK)

# run <server> <new 0|1>: requests per second, and microseconds of the server's time for each
run() {
  local before out
  before=$(ticks "$1")
  out=$(BODY=$folder/body.$2 NEW=$2 "${on_load[@]}" timeout $((seconds + 20)) \
    wrk -t1 -c16 -d"${seconds}s" -s bench/requests-box.lua "$(cat "$folder/$1.url")")
  if grep -q 'Non-2xx' <<<"$out"; then
    echo "the $1 refused requests: $out" >&2
    exit 1
  fi
  awk -v ticks=$(($(ticks "$1") - before)) -v hz="$per_second" '
    / requests in / { count = $1 } /Requests\/sec/ { rate = $2 }
    END { printf "%s %.1f\n", rate, ticks * 1e6 / hz / count }' <<<"$out"
}

median() { sort -n -k"$2" "$folder/$1" | awk -v at="$2" '{ all[NR] = $at } END { print all[int((NR + 1) / 2)] }'; }

printf '%-9s %8s  %-28s %10s %7s %14s %7s\n' cluster bytes server requests/s "" "CPU us/request" ""
for cluster in PSCC 'BOX 1' 'BOX 8' 'BOX 200'; do
  body body.0 "$cluster"
  body body.1 "$cluster" '#@@\n'
  for server in yardstick registry; do
    curl --silent --fail --max-time 20 -H 'content-type: application/json' --data-binary "@$folder/body.0" \
      "$(cat "$folder/$server.url")" >"$folder/$server.json"
  done
  cmp "$folder/yardstick.json" "$folder/registry.json"
  rm -f "$folder"/*.runs
  for _ in $(seq "$rounds"); do
    run yardstick 0 >>"$folder/yardstick.runs"
    run registry 0 >>"$folder/registry.runs"
    run registry 1 >>"$folder/new.runs"
  done
  bytes=$(wc -c <"$folder/registry.json")
  for server in yardstick registry new; do
    what=$server
    [ "$server" = new ] && what='registry, each document new'
    printf '%-9s %8d  %-28s %10.0f %7.2f %14.0f %7.2f\n' "$cluster" "$bytes" "$what" \
      "$(median $server.runs 1)" "$(awk "BEGIN { print $(median $server.runs 1) / $(median yardstick.runs 1) }")" \
      "$(median $server.runs 2)" "$(awk "BEGIN { print $(median yardstick.runs 2) / ($(median $server.runs 2) + 1e-9) }")"
  done
done
