#!/bin/sh
# Puts a backup into a new database, in one transaction. An existing database is never touched.
#
#     PGHOST=… PGUSER=postgres infra/backup/restore.sh DUMP DATABASE [FILES]
#
# With FILES the stored files beside the dump are unpacked into that folder, which must be empty or missing.
# Afterwards: `desk migrate --check` and `desk doctor` with DESK_DATABASE_URL on the new database.
set -eu
umask 077
dump=${1:?the dump to be restored}
database=${2:?the name of the new database}
files=${3:-}
here=$(dirname "$0")

if [ -n "$(psql --no-psqlrc -At --dbname postgres --command "select 1 from pg_database where datname = '$database'")" ]; then
  echo "There is a database $database already. Name another one." >&2
  exit 1
fi
if [ -n "$files" ]; then
  mkdir -p "$files"
  if [ -n "$(ls -A "$files")" ]; then
    echo "$files is not empty." >&2
    exit 1
  fi
fi
psql --no-psqlrc --quiet --dbname postgres --set "database=$database" --file "$here/../database/roles.sql" > /dev/null
pg_restore --no-password --exit-on-error --single-transaction --clean --if-exists --dbname "$database" "$dump"
if [ -n "$files" ]; then
  tar --extract --file "${dump%.dump}.files.tar" --directory "$files"
fi
echo "$database"
