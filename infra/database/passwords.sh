#!/bin/sh
# Gives each role that signs in its password, from files named <role>_password. May be run again at any time.
#
#     DESK_SECRETS=/run/secrets infra/database/passwords.sh
#
# Runs as a superuser, after roles.sql. The folder may lack roles; those keep the password that they have.
set -eu
secrets=${DESK_SECRETS:-/run/secrets}
for role in desk_owner desk_app desk_clock desk_hq; do
  [ -r "$secrets/${role}_password" ] || continue
  # Through standard input: arguments can be seen by everybody on the machine.
  {
    printf "\\\\set password \`cat '%s'\`\n" "$secrets/${role}_password"
    printf 'alter role %s password :'"'password'"';\n' "$role"
  } | psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres
done
