#!/usr/bin/env bash
# Runs clients and servers in processes of their own against a private RabbitMQ, and checks every call. Prints its seed; ends with a report; fails on any violation.
#   --minutes N     default 5
#   --chaos         random faults, each healed again; the same seed injects the same ones in the same order
#   --seed S        default: a new one
#   --rate N        calls a second of all clients together, default 500
#   --every S       mean seconds from one fault to the next, default 20
#   --only A,B      only these kinds of fault
#   --report FILE   the report in Markdown as well
# What violates a promise is kept in artifacts/soak. Ctrl+C ends it early, with its report.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that stay would take processor time from what runs.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

dotnet build tests/TypedRpc.Soak --configuration Release --verbosity quiet
exec tests/TypedRpc.Soak/bin/Release/net10.0/TypedRpc.Soak "$@"
