# Sourced: installs Debian packages, as root or with password-less sudo, without starting the services that come in them.

as_root=()
if [[ $EUID -ne 0 ]]; then
    as_root=(sudo -n)
fi

can_install() {
    command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null
}

apt() {
    # Debian starts a service as soon as its package is installed, unless this policy forbids it.
    local policy=/usr/sbin/policy-rc.d ours=false code=0
    if [[ ! -e $policy ]]; then
        ours=true
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod +x "$policy"
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq -o DPkg::Lock::Timeout=60 "$@" >/dev/null || code=$?
    if $ours; then
        "${as_root[@]}" rm -f "$policy"
    fi
    return "$code"
}

update_lists() {
    apt update || echo "apt-get update failed; trying the lists at hand." >&2
}

install() { # PACKAGE...
    apt install --no-install-recommends -y "$@"
}
