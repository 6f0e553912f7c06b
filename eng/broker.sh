#!/usr/bin/env bash
# Gives a Debian or Ubuntu machine what the broker tests need. Elsewhere it does nothing: the tests then say how to get a broker.
#   --bench   what the load test needs instead
set -euo pipefail

missing=() optional=()
if [[ -z "${TYPEDRPC_AMQP_URI:-}" && ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ]]; then
    missing+=(rabbitmq-server)
fi
if [[ "${1:-}" == --bench ]]; then
    [[ -x /usr/sbin/nats-server ]] || command -v nats-server >/dev/null || optional+=(nats-server)
else
    for module in pika msgpack; do
        /usr/bin/python3 -c "import $module" 2>/dev/null || missing+=("python3-$module")
    done
fi
if [[ ${#missing[@]} -eq 0 && ${#optional[@]} -eq 0 ]]; then
    exit 0
fi

as_root=()
if [[ $EUID -ne 0 ]]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    echo "Not installed: ${missing[*]} ${optional[*]} (needs apt-get and root)." >&2
    exit 0
fi

# Debian starts a service as soon as its package is installed, unless this policy forbids it.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
    trap '"${as_root[@]}" rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod +x "$policy"
fi

echo "Installing ${missing[*]} ${optional[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq -o DPkg::Lock::Timeout=60)
"${apt[@]}" update || echo "apt-get update failed; trying the lists at hand." >&2
for package in "${optional[@]}"; do
    "${apt[@]}" install --no-install-recommends -y "$package" >/dev/null || echo "$package cannot be installed; going on without it." >&2
done
if [[ ${#missing[@]} -gt 0 ]]; then
    "${apt[@]}" install --no-install-recommends -y "${missing[@]}" >/dev/null
fi
