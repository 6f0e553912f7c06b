#!/usr/bin/env bash
# Runs clients and servers, or publishers and subscribers, in processes of their own against a private RabbitMQ, and checks every call or event. Prints its seed; ends with
# a report; fails on any violation.
#   --minutes N     of calls, default 5
#   --events N      events instead of calls, until so many have been confirmed
#   --chaos         random faults, each healed again; the same seed injects the same ones in the same order
#   --seed S        default: a new one
#   --rate N        calls or events a second of all clients or publishers together, default 500 or 1500
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
