#!/usr/bin/env bash
# Runs a command whose tests find a Docker image of RabbitMQ: eng/with-docker.sh VERSION COMMAND...
# Installs Docker on Debian where it is missing, starts its daemon where none is reachable and ends it afterwards, and makes the image from
# the folder of eng/brokers.sh, so no registry is needed. Ends with 69 where that is not possible, before the command runs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/apt.sh"

readonly unavailable=69 version=${1:?usage: $0 VERSION COMMAND...}
shift
readonly bridge=typedrpc$$
daemon='' scratch=$(mktemp -d)

finish() {
    local code=$?
    trap - EXIT
    if [[ -n $daemon ]]; then
        "${as_root[@]}" kill "$(cat "$scratch/docker.pid")" 2>/dev/null || true
        wait "$daemon" || true
    fi
    "${as_root[@]}" ip link delete "$bridge" 2>/dev/null || true
    "${as_root[@]}" rm -rf "$scratch"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

give_up() {
    echo "Docker is not available: $*" >&2
    exit "$unavailable"
}

answers() {
    docker version >/dev/null 2>&1
}

# What a killed run left keeps its addresses: on the bridge of all daemons, a new container with the same one is reached half of the time.
# RFC 2544 keeps 198.18.0.0/15 for measurements, so no real network has these.
make_bridge() {
    command -v ip >/dev/null || install iproute2 || return
    local taken third
    taken=$(ip -4 address show)
    for ((third = $$ % 256; ; third = (third + 1) % 256)); do
        [[ $taken == *" 198.18.$third.1/"* ]] || break
    done
    "${as_root[@]}" ip link add "$bridge" type bridge && "${as_root[@]}" ip address add "198.18.$third.1/24" dev "$bridge" && "${as_root[@]}" ip link set "$bridge" up
}

start_daemon() { # OPTION...
    export DOCKER_HOST=unix://$scratch/docker.sock
    "${as_root[@]}" env PATH="$PATH:/usr/sbin:/sbin" dockerd --host "$DOCKER_HOST" --group "$(id -gn)" --pidfile "$scratch/docker.pid" --bridge "$bridge" \
        --data-root "$scratch/data" --exec-root "$scratch/exec" "$@" >"$scratch/log" 2>&1 &
    daemon=$!
    local attempt
    for ((attempt = 0; attempt < 100; attempt++)); do
        if answers; then
            return 0
        fi
        if ! kill -0 "$daemon" 2>/dev/null; then
            break
        fi
        sleep 0.3
    done
    tail -n 3 "$scratch/log" >&2
    "${as_root[@]}" kill "$daemon" 2>/dev/null || true
    wait "$daemon" || true
    daemon=''
    return 1
}

# The daemon of Debian 12 is older than the clients of today take for granted. The reaper would be an image of a registry. Ports are
# reached at this machine, also where Testcontainers takes it for a container.
export DOCKER_API_VERSION=${DOCKER_API_VERSION:-1.41} TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
if ! answers; then
    can_install || give_up "no daemon is reachable, and to start one needs root (or password-less sudo)."
    if ! command -v dockerd >/dev/null && [[ ! -x /usr/sbin/dockerd ]]; then
        echo "Installing docker.io" >&2
        update_lists
        install docker.io || give_up "docker.io cannot be installed."
    fi
    # A machine that does not let Docker change its packet filter can still pass ports on by a process.
    make_bridge || give_up "there is no bridge for the containers."
    start_daemon || start_daemon --iptables=false --ip6tables=false --storage-driver vfs || give_up "dockerd does not start."
fi

commands=$("$here/brokers.sh" "$version") || give_up "there is no RabbitMQ $version to make an image of."
root=$(dirname "$commands")/root
image=typedrpc/rabbitmq:$version
if [[ -d $root ]] && ! docker image inspect "$image" >/dev/null 2>&1; then
    echo "Making the image $image" >&2
    cat >"$scratch/typedrpc-broker" <<'END'
#!/bin/sh
set -eu
cat >/etc/rabbitmq/rabbitmq.conf <<CONF
default_user = ${RABBITMQ_DEFAULT_USER:-guest}
default_pass = ${RABBITMQ_DEFAULT_PASS:-guest}
loopback_users = none
CONF
exec rabbitmq-server
END
    chmod 755 "$scratch/typedrpc-broker"
    "${as_root[@]}" tar -C "$root" -c . --exclude ./proc --exclude ./dev -C "$scratch" --transform 's,^typedrpc-broker$,./usr/local/bin/typedrpc-broker,' typedrpc-broker |
        docker import --change 'ENTRYPOINT ["/usr/local/bin/typedrpc-broker"]' --change 'EXPOSE 5672' --change 'ENV HOME=/var/lib/rabbitmq' \
            --change 'ENV PATH=/usr/lib/rabbitmq/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
            --change 'ENV RABBITMQ_LOGS=-' --change 'ENV RABBITMQ_ENABLED_PLUGINS_FILE=/var/lib/rabbitmq/enabled_plugins' - "$image" >/dev/null ||
        give_up "the image $image cannot be made."
fi
[[ -d $root ]] || give_up "RabbitMQ $version is a package of this machine, not a folder to make an image of."
export TYPEDRPC_RABBITMQ_IMAGE=$image
"$@"
