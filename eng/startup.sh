#!/usr/bin/env bash
# Measures the time from the start of a process to its first answered call, with TypedRpc and with hand-written RabbitMQ.Client, JIT and native AOT.
#   --runs N   starts of each variant, default 10
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
runs=10
while (($# > 0)); do
    case $1 in
        --runs) runs=${2:?--runs needs a number}; shift 2 ;;
        *) echo "usage: $0 [--runs N]" >&2; exit 2 ;;
    esac
done

eng/native.sh </dev/null
if [[ -z "${TYPEDRPC_AMQP_URI:-}" && ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ]]; then
    eng/broker.sh </dev/null || echo "warning: not everything could be installed." >&2
fi

readonly subject=TypedRpc.StartUp.Subject out=artifacts/startup
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build benchmarks/TypedRpc.StartUp --configuration Release --verbosity quiet
dotnet publish "benchmarks/$subject" --configuration Release --output "$out/jit" --verbosity quiet
dotnet publish "benchmarks/$subject" --configuration Release --output "$out/aot" --use-current-runtime --verbosity quiet -p:StartUpAot=true >"$log" 2>&1 ||
    { cat "$log" >&2; exit 1; }
# Warnings of our assemblies have failed the build; what is left comes from dependencies.
grep -oE '[^ ]*warning IL[0-9]+: .*' "$log" | sed 's/ \[.*//' | sort -u || true
echo "aot size_mb=$(du -m "$out/aot/$subject" | cut -f1)"

"benchmarks/TypedRpc.StartUp/bin/Release/net10.0/TypedRpc.StartUp" "$runs" "jit=$out/jit/$subject" "aot=$out/aot/$subject"
