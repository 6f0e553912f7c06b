#!/usr/bin/env bash
# Provides RabbitMQ in the versions that are asked for, and prints for each the folder of its commands: TYPEDRPC_RABBITMQ_HOME for the tests.
#   eng/brokers.sh 3.10 4.0 4.3
# 3.10 is the package of Debian 12. The others are Debian folders in the cache (TYPEDRPC_CACHE, else ~/.cache/typedrpc), made once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"

readonly cache=${TYPEDRPC_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/typedrpc}
readonly mirror=${TYPEDRPC_DEBIAN_MIRROR:-http://deb.debian.org/debian}
readonly -A suites=([4.0]=trixie [4.3]=sid)

fail() {
    echo "error: $*" >&2
    exit 1
}

package_version() { # [ROOT]: of rabbitmq-server, or nothing
    dpkg-query ${1:+--admindir "$1/var/lib/dpkg"} --show --showformat '${Version}' rabbitmq-server 2>/dev/null || true
}

installed() { # VERSION: the package of this machine
    [[ $(package_version) == "$1".* ]] || "$(dirname "${BASH_SOURCE[0]}")/broker.sh" >&2
    [[ $(package_version) == "$1".* ]] || fail "RabbitMQ $1 is not installed; this machine has '$(package_version)'. It is the package of Debian 12."
    echo /usr/lib/rabbitmq/bin
}

# A node sees the machine's processes, devices and temporary folder, so it runs like one that is installed; the mounts end with it.
write_commands() { # FOLDER
    mkdir -p "$1/bin"
    cat >"$1/bin/in-root" <<'END'
#!/bin/sh
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case $0 in
    */epmd) command=/usr/bin/epmd ;;
    *) command=/usr/lib/rabbitmq/bin/${0##*/} ;;
esac
user=
[ "$(id -u)" -eq 0 ] || user='--user --map-root-user'
exec unshare --mount --propagation private $user -- /bin/sh -ec '
    root=$1 command=$2 temporary=${TMPDIR:-/tmp}
    shift 2
    mkdir -p "$root$temporary"
    mount --rbind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --bind "$temporary" "$root$temporary"
    exec chroot "$root" "$command" "$@"' "$0" "${here%/*}/root" "$command" "$@"
END
    chmod +x "$1/bin/in-root"
    local command
    for command in rabbitmq-server rabbitmqctl epmd; do
        ln -sf in-root "$1/bin/$command"
    done
}

bootstrapped() { # VERSION
    local version=$1 suite=${suites[$1]} folder=$cache/rabbitmq-$1
    if [[ ! -d $folder/root ]]; then
        can_install || fail "RabbitMQ $version needs apt-get and root (or password-less sudo) once, to make $folder from Debian $suite."
        if ! command -v debootstrap >/dev/null && [[ ! -x /usr/sbin/debootstrap ]]; then
            echo "Installing debootstrap" >&2
            update_lists
            install debootstrap debian-archive-keyring || fail "debootstrap cannot be installed."
        fi
        echo "Making RabbitMQ $version from Debian $suite in $folder" >&2
        mkdir -p "$folder"
        "${as_root[@]}" rm -rf "$folder/root.new"
        "${as_root[@]}" env PATH="$PATH:/usr/sbin:/sbin" timeout 600 debootstrap --variant=minbase --include=rabbitmq-server "$suite" "$folder/root.new" "$mirror" \
            >"$folder/debootstrap.log" 2>&1 || { tail -n 20 "$folder/debootstrap.log" >&2; fail "debootstrap failed; the whole log is $folder/debootstrap.log"; }
        local found
        found=$(package_version "$folder/root.new")
        [[ $found == "$version".* ]] || fail "Debian $suite has RabbitMQ '$found' by now, not $version."
        echo '127.0.0.1 localhost' | "${as_root[@]}" tee "$folder/root.new/etc/hosts" >/dev/null
        "${as_root[@]}" rm -rf "$folder/root.new/var/cache/apt" "$folder/root.new/var/lib/apt/lists"
        "${as_root[@]}" mv "$folder/root.new" "$folder/root"
    fi
    write_commands "$folder"
    echo "$folder/bin"
}

if (($# == 0)); then
    fail "usage: $0 VERSION... (3.10 ${!suites[*]})"
fi
for version in "$@"; do
    if [[ $version == 3.10 ]]; then
        installed "$version"
    elif [[ -n ${suites[$version]:-} ]]; then
        bootstrapped "$version"
    else
        fail "RabbitMQ '$version' is not known here; there are 3.10 ${!suites[*]}."
    fi
done
