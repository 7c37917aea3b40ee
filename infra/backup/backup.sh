#!/bin/sh
# One backup: the database as a dump that pg_restore reads, and the stored files beside it.
#
#     PGHOST=… PGUSER=postgres infra/backup/backup.sh FOLDER [FILES]
#
# FOLDER gets desk-<time>.dump and, with FILES (the folder behind DESK_FILES_URL), desk-<time>.files.tar.
# Runs as a superuser: row security hides rows from everybody else, and a dump that lacks rows is none.
# DESK_DATABASE (desk) is the database, DESK_KEEP_DAYS (14) how long older backups stay.
set -eu
umask 077
folder=${1:?the folder that takes the backup}
files=${2:-}
database=${DESK_DATABASE:-desk}
name=$folder/$database-$(date -u +%Y%m%dT%H%M%SZ)

# First the database, then the files: a file that the dump knows is there, one that came since is only superfluous.
trap 'rm -f "$name".*.part' EXIT
pg_dump --format=custom --no-password --file "$name.dump.part" "$database"
pg_restore --list "$name.dump.part" > /dev/null
if [ -n "$files" ]; then
  tar --create --file "$name.files.tar.part" --directory "$files" .
  mv "$name.files.tar.part" "$name.files.tar"
fi
mv "$name.dump.part" "$name.dump"

find "$folder" -maxdepth 1 -name "$database-*Z.*" -mtime "+${DESK_KEEP_DAYS:-14}" -exec rm -f {} +
echo "$name.dump"
