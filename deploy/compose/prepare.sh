#!/bin/sh
# Makes what is secret, once: .env with the database's password, secrets/tokens with a bearer token for each role, secrets/webhooks.
set -eu
cd "$(dirname "$0")"

secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

umask 077
mkdir -p secrets/webhooks
if [ ! -e .env ]; then
  printf 'COMPOSE_PROJECT_NAME=outrider\nPOSTGRES_PASSWORD=%s\n' "$(secret)" >.env
fi
if [ ! -e secrets/tokens ]; then
  for role in admin author operator publisher viewer; do
    printf '%s:%s:%s\n' "$role" "$role" "$(secret)"
  done >secrets/tokens
  printf 'OUTRIDER_TOKEN=%s\n' "$(sed -n 's/^admin:admin://p' secrets/tokens)" >>.env
fi
# Containers read these as user 10001; the folder above keeps others out.
chmod 700 secrets
chmod 755 secrets/webhooks
chmod 644 secrets/tokens
