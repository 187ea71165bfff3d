#!/bin/bash
# Starts mongod as a replica set of one with passwords; `health` asks whether it takes writes.
set -euo pipefail

ask() { mongosh --quiet --norc "mongodb://127.0.0.1:27017/?directConnection=true&serverSelectionTimeoutMS=3000" "$@"; }

if [ "${1:-}" = health ]; then
  ask --eval 'quit(db.hello().isWritablePrimary ? 0 : 1)'
  exit
fi

# The server refuses a key that others may read, and a mounted secret has the owner of the host.
install -m 400 /run/secrets/mongo_key /keys/mongo

(
  until ask --eval 'db.hello().ok' >/dev/null 2>&1; do sleep 1; done
  until ask --file /deploy/mongo-setup.js; do sleep 2; done
) &

exec mongod --dbpath /data/db --replSet rs0 --keyFile /keys/mongo --bind_ip_all --nounixsocket \
  --wiredTigerCacheSizeGB "${WIREDTIGER_CACHE_GB:-0.5}"
