#!/usr/bin/env bash
# Measures memory of pending calls, idle clients, idle services and large payloads, and throughput and balance over several processes, against a real broker.
# Prints one line a figure; fails when one is past its limit. Queues stay on a broker that TYPEDRPC_AMQP_URI names.
#   MEASUREMENT...   only these of: pending clients services large throughput balance
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
readonly files_needed=4096 minutes=5

if [[ -z "${TYPEDRPC_AMQP_URI:-}" && ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ]]; then
    eng/broker.sh </dev/null || echo "warning: not everything could be installed." >&2
fi

# 1,000 clients have two sockets each, here and in the broker, which inherits the limit.
if [[ $(ulimit -n) != unlimited ]] && (($(ulimit -n) < files_needed)); then
    ulimit -n "$files_needed" || echo "warning: $(ulimit -n) open files may be too few for 1,000 clients." >&2
fi

dotnet build benchmarks/TypedRpc.Scale --configuration Release --verbosity quiet
timeout --kill-after=10s "${minutes}m" benchmarks/TypedRpc.Scale/bin/Release/net10.0/TypedRpc.Scale "$@" </dev/null
