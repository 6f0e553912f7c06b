#!/usr/bin/env bash
# Gives a Debian or Ubuntu machine what the broker tests need. Elsewhere it does nothing: the tests then say how to get a broker.
#   --nats   nats-server too, for the load test
set -euo pipefail

missing=()
if [[ -z "${TYPEDRPC_AMQP_URI:-}" && ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ]]; then
    missing+=(rabbitmq-server)
fi
if [[ "${1:-}" == --nats ]] && ! command -v nats-server >/dev/null; then
    missing+=(nats-server)
fi
for module in pika msgpack; do
    python3 -c "import $module" 2>/dev/null || missing+=("python3-$module")
done
if [[ ${#missing[@]} -eq 0 ]]; then
    exit 0
fi

as_root=()
if [[ $EUID -ne 0 ]]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "Not installed: ${missing[*]} (needs apt-get and root)." >&2
    exit 0
fi

# Debian starts a service as soon as its package is installed, unless this policy forbids it.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod +x "$policy"
fi

echo "Installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq -o DPkg::Lock::Timeout=60)
"${apt[@]}" update || echo "apt-get update failed; trying the lists at hand." >&2
"${apt[@]}" install --no-install-recommends -y "${missing[@]}" >/dev/null
