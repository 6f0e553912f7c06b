#!/usr/bin/env bash
# Builds the load test, with brokers where they can be had, and runs it. See benchmarks/README.md.
#   --quick   the small set, under 4 minutes; any other option: --help
#   --events  publishing and consuming of events instead; its options: --events --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that stay would take processor time from what is measured.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

eng/broker.sh --bench </dev/null || echo "warning: not everything could be installed; contenders that need it do not take part." >&2
dotnet build benchmarks/TypedRpc.LoadTest --configuration Release --verbosity quiet
exec benchmarks/TypedRpc.LoadTest/bin/Release/net10.0/TypedRpc.LoadTest "$@"
