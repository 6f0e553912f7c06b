#!/usr/bin/env bash
# Measures generator and analyzers beside those of StreamJsonRpc, and writes benchmarks/results/generator.md. See benchmarks/README.md.
#   --quick   smaller projects, half a minute, writes nothing; any other option: --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

dotnet build benchmarks/TypedRpc.Generator.Benchmarks --configuration Release --verbosity quiet
exec benchmarks/TypedRpc.Generator.Benchmarks/bin/Release/net10.0/TypedRpc.Generator.Benchmarks "$@"
