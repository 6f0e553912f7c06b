#!/usr/bin/env bash
# Feeds mutated messages to everything that reads bytes from the network. Prints its seed; the same seed makes the same inputs. Fails if it finds something.
#   --inputs N      inputs of all targets together, default 1,000,000
#   --seed S        default: a new one
#   --first INDEX   where to start, to go on with a seed or to repeat one input (with --inputs 1)
#   --target NAME   one target only
#   --replay FILE   runs one input of the target, as kept in tests/TypedRpc.FuzzTests/Corpus
# What it finds is kept in tests/TypedRpc.FuzzTests/Corpus/<target>, where the tests replay it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that stay would take processor time from what runs.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

dotnet build tests/TypedRpc.Fuzz --configuration Release --verbosity quiet
exec tests/TypedRpc.Fuzz/bin/Release/net10.0/TypedRpc.Fuzz --corpus tests/TypedRpc.FuzzTests/Corpus "$@"
