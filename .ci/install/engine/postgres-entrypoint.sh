#!/bin/sh
# What the real image's entrypoint does for the tests: makes the database at the first start.
set -e
[ "$1" = postgres ] || exec "$@"
if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
  echo 'Error: POSTGRES_PASSWORD is not set.' >&2
  exit 1
fi
user=${POSTGRES_USER:-postgres}
method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  echo "$POSTGRES_PASSWORD" > /tmp/password
  initdb -N -D "$PGDATA" -U "$user" --pwfile=/tmp/password -A "$method" --locale=C -E UTF8 > /dev/null
  rm /tmp/password
  echo "host all all all $method" >> "$PGDATA/pg_hba.conf"
  database=${POSTGRES_DB:-$user}
  if [ "$database" != postgres ]; then
    echo "CREATE DATABASE \"$database\";" | postgres --single -D "$PGDATA" postgres > /dev/null
  fi
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
