#!/bin/bash
# Starts the broker; `health` asks whether it is ready (the image has no program that speaks HTTP).
set -euo pipefail

if [ "${1:-}" = health ]; then
  exec 3<>/dev/tcp/127.0.0.1/9600
  printf 'GET /ready HTTP/1.0\r\n\r\n' >&3
  read -r _ status _ <&3
  case "$status" in 2*) exit 0 ;; *) exit 1 ;; esac
fi

# The exporter reads its address from the environment and nowhere else.
HUIYING_EXPORTER_URI="$(cat "$HUIYING_EXPORTER_URI_FILE")"
export HUIYING_EXPORTER_URI
exec /usr/local/zeebe/bin/broker
