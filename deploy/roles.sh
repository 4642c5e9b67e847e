#!/bin/sh
# Run once by the database's container, on an empty cluster: two roles and the database of the first one.
# By hand elsewhere: the same three statements, as the administrator of your PostgreSQL.
set -eu
owner=$(cat /run/secrets/owner_password)
runtime=$(cat /run/secrets/runtime_password)
psql -v ON_ERROR_STOP=1 -v owner="$owner" -v runtime="$runtime" --username postgres <<'SQL'
CREATE ROLE msj_owner LOGIN PASSWORD :'owner';
CREATE ROLE msj_app LOGIN PASSWORD :'runtime';
CREATE DATABASE msj OWNER msj_owner;
REVOKE ALL ON DATABASE msj FROM PUBLIC;
GRANT CONNECT ON DATABASE msj TO msj_app;
SQL
