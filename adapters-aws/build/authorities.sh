#!/bin/sh
# Called by Maven: makes target/classes/dev/pgrm/aws/rds-authorities.pem, and does nothing while its inputs are older.
set -eu
cd "$(dirname "$0")/.."

made=target/classes/dev/pgrm/aws/rds-authorities.pem
if [ -e $made ] && [ -z "$(find build package.json package-lock.json -newer $made -print -quit)" ]; then
  exit 0
fi
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "adapters-aws: node (20.19 or newer) and npm are needed to pack the certificates of RDS; install them and put them on the PATH." >&2
  exit 1
fi
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --ignore-scripts --silent
  touch node_modules/.package-lock.json
fi
node build/authorities.js
