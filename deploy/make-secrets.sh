#!/bin/bash
# Makes the secrets of docker-compose.yml, once; existing ones are left alone.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p -m 700 secrets

random() { head -c "$1" /dev/urandom | base64 | tr -d '\n=' | tr '+/' 'xy'; }
make() {
  if [ -s "secrets/$1" ]; then
    echo "kept   secrets/$1"
    return
  fi
  # Readable inside the containers, whose users have other ids; the folder keeps everybody else out.
  printf '%s' "$2" >"secrets/$1"
  chmod 444 "secrets/$1"
  echo "made   secrets/$1"
}

make mongo_key "$(random 90)"
make mongo_admin_password "$(random 32)"
make mongo_password "$(random 32)"
make mongodb_uri "mongodb://huiying:$(cat secrets/mongo_password)@mongo:27017/huiying?replicaSet=rs0&authSource=admin"
make session_secret "$(random 32)"
make tracking_secret "$(random 32)"
make digest_secret "$(random 32)"
make admin_password "$(random 15)"
make smtp_url ""
make sms_url ""
make wecom_url ""
echo "The first administrator is «admin»; the password is in deploy/secrets/admin_password."
