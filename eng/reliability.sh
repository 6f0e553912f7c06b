#!/usr/bin/env bash
# Runs every test that covers a row of the catalogue of faults, and writes what came of it into docs/reliability.md.
#   --runs N       how often, default 1
#   --results DIR  keeps the reports there; it must not exist
#   --no-page      leaves the page as it is
# Fails if a test does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that stay would keep the caller's pipe open after the last line.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# Where a test takes a sample, it is to take everything.
export TYPEDRPC_EVERY_BYTE=1

readonly configuration=Release
readonly minutes_per_project=10
readonly no_test_ran=8
runs=1 results='' page=true failed=0

while (($# > 0)); do
    case $1 in
        --runs) runs=${2:?--runs needs a number}; shift 2 ;;
        --results) results=${2:?--results needs a folder}; shift 2 ;;
        --no-page) page=false; shift ;;
        *) echo "usage: $0 [--runs N] [--results DIR] [--no-page]" >&2; exit 2 ;;
    esac
done
if [[ -z $results ]]; then
    results=$(mktemp -d)
    trap 'rm -rf "$results"' EXIT
else
    mkdir "$results"
fi

eng/broker.sh </dev/null || echo "warning: not everything could be installed; tests that need it will fail." >&2
projects=(tests/TypedRpc.ReliabilityReport/TypedRpc.ReliabilityReport.csproj)
tests=()
for project in tests/*/*.csproj; do
    if grep -q '<ProjectKind>Test</ProjectKind>' "$project"; then
        projects+=("$project")
        tests+=("$(basename "$project" .csproj)")
    fi
done
for project in "${projects[@]}"; do
    dotnet build "$project" --configuration "$configuration" --verbosity quiet
done

for ((run = 1; run <= runs; run++)); do
    mkdir "$results/run-$run"
    export TYPEDRPC_FAULT_RESULTS="$results/run-$run/measured.jsonl"
    for name in "${tests[@]}"; do
        echo "== run $run: $name"
        timeout --kill-after=10s "${minutes_per_project}m" \
            "tests/$name/bin/$configuration/net10.0/$name" --no-progress --filter-trait 'Fault=*' --ignore-exit-code "$no_test_ran" \
            --results-directory "$results/run-$run" --report-xunit --report-xunit-filename "$name.xml" </dev/null || failed=1
    done
done

if $page; then
    "tests/TypedRpc.ReliabilityReport/bin/$configuration/net10.0/TypedRpc.ReliabilityReport" . "$results" "$(git rev-parse --short HEAD)"
fi
exit "$failed"
