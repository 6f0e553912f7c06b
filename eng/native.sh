#!/usr/bin/env bash
# Gives a Debian or Ubuntu machine what native AOT links with: clang and the headers of zlib.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"

if command -v clang >/dev/null && [[ -e /usr/include/zlib.h ]]; then
    exit 0
fi
if ! can_install; then
    echo "Not installed: clang, zlib1g-dev (needs apt-get and root)." >&2
    exit 1
fi

echo "Installing clang zlib1g-dev"
update_lists
install clang zlib1g-dev
