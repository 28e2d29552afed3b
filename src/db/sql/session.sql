-- SPDX-License-Identifier: Apache-2.0
-- What an open connection needs: settings, transactions, checks of the file.

-- name: begin_read :session
-- sqlite:
BEGIN DEFERRED;
-- postgres:
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: begin_write :session
-- sqlite:
BEGIN IMMEDIATE;
-- postgres:
BEGIN ISOLATION LEVEL READ COMMITTED;

-- name: commit :session
COMMIT;

-- name: rollback :session
ROLLBACK;

-- name: set_wal :session
-- sqlite:
PRAGMA journal_mode = WAL;

-- name: set_no_wal :session
-- sqlite:
PRAGMA journal_mode = DELETE;

-- name: set_synchronous :session
-- sqlite:
PRAGMA synchronous = FULL;

-- name: set_cell_check :session
-- sqlite:
PRAGMA cell_size_check = ON;

-- name: set_temporary :session
-- sqlite:
PRAGMA temp_store = MEMORY;

-- Pages kept in memory by a connection that writes, in KiB: an import of half a
-- million texts writes each page of its indexes once instead of many times. One
-- that reads keeps what SQLite keeps by itself (2 MB): the desk stays small.
-- name: set_cache :session
-- sqlite:
PRAGMA cache_size = -65536;

-- Pages kept for the next statement go back.
-- name: shrink_memory :session
-- sqlite:
PRAGMA shrink_memory;

-- What a statement removes is overwritten in the file.
-- name: set_secure_delete :session
-- sqlite:
PRAGMA secure_delete = ON;

-- name: set_read_only :session
-- sqlite:
PRAGMA query_only = ON;
-- postgres:
SET default_transaction_read_only = on;

-- For VACUUM INTO, which writes another file only.
-- name: set_unlocked :session
-- sqlite:
PRAGMA query_only = OFF;

-- name: set_lock_timeout :session
-- postgres:
SET lock_timeout = '10s';

-- Touches the first page and the list of tables: a truncated file fails here.
-- name: is_store :one
-- sqlite:
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('schema_version', 'meta', 'audit');
-- postgres:
SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name IN ('schema_version', 'meta', 'audit');

-- name: is_empty :one
-- sqlite:
SELECT count(*) = 0 FROM sqlite_schema;
-- postgres:
SELECT count(*) = 0 FROM information_schema.tables WHERE table_schema = current_schema();

-- name: integrity :many
-- sqlite:
PRAGMA integrity_check(100);

-- name: foreign_keys :many
-- sqlite:
PRAGMA foreign_key_check;

-- name: vacuum_into :exec
-- sqlite:
VACUUM INTO :file;

-- name: schema_versions :many
SELECT version, name, digest FROM schema_version ORDER BY version;

-- name: schema_version_add :exec
INSERT INTO schema_version (version, name, digest, applied_at, program)
VALUES (:version, :name, :digest, :applied_at, :program);

-- PostgreSQL rebuilds its indexes with reindexdb, outside of any program.
-- name: rebuild_indexes :session
-- sqlite:
REINDEX;
-- postgres:
SELECT 1;

-- name: rebuild_statistics :session
ANALYZE;
