#!/bin/sh
# Called by Maven: `assets.sh bundle` makes target/classes/webui, `assets.sh check` lints and tests the browser modules.
# Each leaves a stamp behind and does nothing while its inputs are older than that.
set -eu
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "webui: node (20.19 or newer) and npm are needed to bundle the web UI; install them and put them on the PATH." >&2
  exit 1
fi

# Directories are among the inputs: their time changes when a file in them goes away.
changed_since() {
  [ ! -e "$1" ] || [ -n "$(find src/main/js src/main/css build package.json package-lock.json $2 -newer "$1" -print -quit)" ]
}

install_packages() {
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --silent
    touch node_modules/.package-lock.json
  fi
}

mkdir -p target
case "$1" in
  bundle)
    if [ ! -e target/classes/webui/assets.properties ] || changed_since target/assets.stamp ""; then
      install_packages
      node build/bundle.js
      touch target/assets.stamp
    fi
    ;;
  check)
    if changed_since target/checks.stamp "src/test/js eslint.config.js .prettierrc.json"; then
      install_packages
      npm run --silent lint
      npm run --silent test
      touch target/checks.stamp
    fi
    ;;
  *)
    echo "usage: assets.sh bundle|check" >&2
    exit 2
    ;;
esac
