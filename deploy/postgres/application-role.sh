#!/bin/sh
# Once, when the database is made: the role that the application connects as. It owns no table, so it can add to the
# audit trail and not change it; `monitoria migrate`, which connects as the owner, gives it what it needs.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --set=password="$(cat "${SECRETS:-/secrets/database}/application_password")" <<'SQL'
CREATE ROLE monitoria_app LOGIN PASSWORD :'password';
SQL
