#!/usr/bin/env bash
# Builds the solution once, runs every test project, and the integration tests once more against RabbitMQ 4.0, in a container where Docker can be had;
# those of clusters run against that one only. Beside them it checks the format. The last line is "N passed, N failed".
#   --filter TEXT      only test projects whose name contains TEXT
#   --no-format        without the format check
#   --broker VERSION   only the integration tests, without the format check, against this RabbitMQ: 3.10, 4.0 or 4.3 of eng/brokers.sh
#   --container        with --broker 4.0 or 4.3: in a container, where Docker can be had
#   --one-broker       without the second run, for a machine on which 4.0 cannot be had (eng/brokers.sh)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that stay would keep the caller's pipe open after the last line.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

readonly configuration=Release
minutes_per_project=10
readonly minutes_aside=20
# What takes processor time and measures none: it runs beside what mostly waits.
readonly aside=(TypedRpc.AotTests TypedRpc.PackageTests TypedRpc.Generator.Tests)
# Minutes a run: where the integration tests run on two brokers, on the newer one only.
readonly clusters=TypedRpc.IntegrationTests.Clusters
readonly docker_unavailable=69
filter='' run='' format=true broker='' container=false second_broker=4.0 passed=0 failed=0
results=$(mktemp -d)

finish() {
    local code=$?
    trap - EXIT
    name_failures
    rm -rf "$results"
    # Whatever ended the script early is a failure of its own.
    if ((code != 0 && failed == 0)); then
        failed=1
    fi
    echo "$passed passed, $failed failed"
    exit $((failed > 0))
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
    echo "error: $*" >&2
    failed=$((failed + 1))
}

# Once more at the end, where a log that was cut still shows them: the tests that failed, each with the start of its message.
name_failures() {
    cat "$results"/*.trx 2>/dev/null | awk '
        /<UnitTestResult / { shown = /outcome="Failed"/; if (shown && match($0, /testName="[^"]*"/)) print "failed: " substr($0, RSTART + 10, RLENGTH - 11) }
        shown && /<Message>/ { lines = 8 }
        lines > 0 { lines = /<\/Message>/ ? 0 : lines - 1; gsub(/<[^>]*>/, ""); print "    " $0 }' || true
}

counter() { # FILE NAME: a number of the report's <Counters ... />
    sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1"
}

prepare() {
    eng/broker.sh || echo "warning: not everything could be installed; tests that need it will fail."
    if [[ " ${projects[*]} " == *" TypedRpc.AotTests "* ]]; then
        eng/native.sh || echo "warning: there is nothing to link native code with; tests that need it will fail."
    fi
    if [[ -n $second_broker && -z $broker ]]; then
        eng/brokers.sh "$second_broker" || true # run_against says so
    fi
}

execute() { # NAME [COMMAND...]: the command runs what follows it
    local name=$1 code=0 began=$SECONDS omitted=()
    shift
    if [[ $name == "${clusters%.*}" && -z $run && -n $second_broker ]]; then
        omitted=(--filter-not-namespace "$clusters")
    fi
    rm -f "$results/$name$run.trx"
    echo "== $name"
    "$@" timeout --kill-after=10s "${minutes_per_project}m" \
        "tests/$name/bin/$configuration/net10.0/$name" --no-progress "${omitted[@]}" --results-directory "$results" \
        --report-xunit-trx --report-xunit-trx-filename "$name$run.trx" </dev/null || code=$?
    echo "== $name$run took $((SECONDS - began)) s, to the second $SECONDS of this run"
    return "$code"
}

count() { # NAME CODE
    local name=$1 code=$2 report="$results/$1$run.trx" total=0 succeeded=0
    if [[ -s $report ]]; then
        total=$(counter "$report" total)
        succeeded=$(counter "$report" passed)
    fi
    passed=$((passed + succeeded))
    failed=$((failed + total - succeeded))
    if ((code != 0 && total == succeeded)); then
        fail "$name ended with exit code $code after $total tests."
    elif ((total == 0)); then
        fail "$name ran no test."
    fi
}

run_tests() { # NAME [COMMAND...]
    local code=0
    execute "$@" || code=$?
    if ((code == docker_unavailable)) && [[ ${2:-} == eng/with-docker.sh ]]; then
        echo "== $1 without Docker: a node of the folder instead"
        run_tests "$1"
        return
    fi
    count "$1" "$code"
}

# One after the other, since they build, and with the least precedence.
run_aside() { # NAME...
    local name code
    if $format; then
        # The build has reported what the analyzers and the code style would: only the layout is left.
        nice -n 19 dotnet format whitespace TypedRpc.sln --verify-no-changes --no-restore >"$results/format.log" 2>&1 || touch "$results/unformatted"
    fi
    for name in "$@"; do
        code=0
        minutes_per_project=$minutes_aside execute "$name" nice -n 19 >"$results/$name.log" 2>&1 || code=$?
        echo "$code" >"$results/$name.code"
    done
}

run_against() { # VERSION CONTAINER
    local home
    if ! home=$(eng/brokers.sh "$1"); then
        fail "there is no RabbitMQ $1 to test against; --one-broker does without."
        return
    fi
    # TLS and clusters are not for containers: those tests start nodes of the folder.
    export TYPEDRPC_RABBITMQ_HOME=$home TYPEDRPC_RABBITMQ_VERSION=$1
    run=-$1
    unset TYPEDRPC_AMQP_URI TYPEDRPC_RABBITMQ_IMAGE
    if $2; then
        run_tests TypedRpc.IntegrationTests eng/with-docker.sh "$1"
    else
        run_tests TypedRpc.IntegrationTests
    fi
}

while (($# > 0)); do
    case $1 in
        --filter) filter=${2:?--filter needs a text}; second_broker=''; shift 2 ;;
        --no-format) format=false; shift ;;
        --broker) broker=${2:?--broker needs a version}; filter=IntegrationTests; shift 2 ;;
        --container) container=true; shift ;;
        --one-broker) second_broker=''; shift ;;
        *) echo "usage: $0 [--filter TEXT] [--no-format] [--one-broker] [--broker VERSION [--container]]" >&2; exit 2 ;;
    esac
done

if ! dotnet --version >/dev/null; then
    echo "error: the .NET SDK of global.json is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
fi

projects=()
for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    if [[ $name == *"$filter"* ]] && grep -q '<ProjectKind>Test</ProjectKind>' "$project"; then
        projects+=("$name")
    fi
done
if ((${#projects[@]} == 0)); then
    echo "error: no test project matches '$filter'." >&2
    exit 1
fi

# What is missing arrives while the solution is built.
prepare >"$results/prepare.log" 2>&1 </dev/null &
preparing=$!
dotnet build TypedRpc.sln --configuration "$configuration" --verbosity quiet
wait "$preparing"
cat "$results/prepare.log"
if [[ -n $broker ]]; then
    run_against "$broker" "$container"
    exit
fi
patient=() waiting=()
for name in "${projects[@]}"; do
    if [[ " ${aside[*]} " == *" $name "* ]]; then
        patient+=("$name")
    else
        waiting+=("$name")
    fi
done
run_aside "${patient[@]}" &
running_aside=$!
for name in "${waiting[@]}"; do
    run_tests "$name"
done
if [[ -n $second_broker ]]; then
    run_against "$second_broker" true
fi
run=''
wait "$running_aside"
if [[ -e $results/unformatted ]]; then
    cat "$results/format.log"
    fail "dotnet format finds files to change."
fi
for name in "${patient[@]}"; do
    cat "$results/$name.log"
    count "$name" "$(cat "$results/$name.code")"
done
