-- SPDX-License-Identifier: Apache-2.0

-- One writer at a time: the next entry continues the last one's hash. SQLite
-- has one writer anyway.
-- name: audit_lock :one
-- sqlite:
SELECT 1;
-- postgres:
SELECT 1 FROM pg_advisory_xact_lock(1129336907);

-- name: audit_last :one
SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1;

-- name: audit_add :exec
INSERT INTO audit (seq, at, actor, action, entity, record, revision, content, prev, hash)
VALUES (:seq, :at, :actor, :action, :entity, :record, :revision, :content, :prev, :hash);

-- name: audit_all :many
SELECT seq, at, actor, action, entity, record, revision, content, prev, hash FROM audit ORDER BY seq;

-- name: audit_recent :many
SELECT seq, at, actor, action, entity, record, revision, content FROM audit ORDER BY seq DESC LIMIT :n;

-- name: audit_of_record :many
SELECT seq, at, actor, action, entity, record, revision, content FROM audit
WHERE entity = :entity AND record = :record ORDER BY seq;

-- name: audit_last_action :one
SELECT action FROM audit WHERE entity = :entity AND record = :record ORDER BY seq DESC LIMIT 1;

-- Was anything but reports taken in since an entry?
-- name: audit_beside_reports :one
SELECT count(*) FROM audit WHERE seq > :after AND NOT (entity = 'report' AND action = 'import');
