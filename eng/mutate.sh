#!/usr/bin/env bash
# Changes the generator and its analyzers a little, in every place and one place at a time, and tells which changes no test notices. Fails if there are any that
# tests/TypedRpc.Mutation/equivalent.txt does not list.
#   --only TEXT      only mutants with the text in their place or change, such as Parsing/ or KeyRules
#   --except TEXT    not those
#   --longest MS     only tests that take no more processor time, default 5,000
#   --tests N        at most so many tests for a mutant
#   --with TEXT      only tests of classes with the text in their full names, such as .Rules.
#   --part N/M       one of M parts of the mutants, to run several at once
#   --verbose true   also which test notices each mutant
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

dotnet build tests/TypedRpc.Mutation --configuration Release --verbosity quiet
exec nice -n 15 tests/TypedRpc.Mutation/bin/Release/net10.0/TypedRpc.Mutation "$@"
