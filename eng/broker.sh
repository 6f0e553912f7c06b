#!/usr/bin/env bash
# Gives a Debian or Ubuntu machine what the broker tests need. Elsewhere it does nothing: the tests then say how to get a broker.
#   --bench   what the load test needs instead
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"

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
if ! can_install; then
    echo "Not installed: ${missing[*]} ${optional[*]} (needs apt-get and root)." >&2
    exit 0
fi

echo "Installing ${missing[*]} ${optional[*]}"
update_lists
for package in "${optional[@]}"; do
    install "$package" || echo "$package cannot be installed; going on without it." >&2
done
if [[ ${#missing[@]} -gt 0 ]]; then
    install "${missing[@]}"
fi
