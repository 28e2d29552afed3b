-- SPDX-License-Identifier: Apache-2.0

-- Secrets are asked for by themselves (webhook_keys).
-- name: webhook_all :many
SELECT id, title, url, types, kinds, state, why, CASE WHEN secret IS NULL THEN 0 ELSE 1 END, CASE WHEN old_secret IS NULL THEN 0 ELSE 1 END, old_until,
  position, attempts, failing_since, next_at, made_at, made_by
FROM webhook ORDER BY made_at, id;

-- name: webhook_keys :one
SELECT secret, old_secret, old_until FROM webhook WHERE id = :id;

-- name: webhook_add :exec
INSERT INTO webhook (id, title, url, types, kinds, state, why, secret, position, attempts, lease, lease_until, made_at, made_by)
VALUES (:id, :title, :url, :types, :kinds, 'active', '', :secret, :position, 0, '', '', :at, :by);

-- The secret before stays good for a while; that before it is forgotten.
-- name: webhook_rotate :exec
UPDATE webhook SET old_secret = secret, old_until = :until, secret = :secret WHERE id = :id;

-- name: webhook_forget_old :exec
UPDATE webhook SET old_secret = NULL, old_until = NULL WHERE id = :id AND old_until <= :now;

-- name: webhook_set_state :exec
UPDATE webhook SET state = :state, why = :why, attempts = 0, failing_since = NULL, next_at = NULL WHERE id = :id;

-- name: webhook_now :exec
UPDATE webhook SET next_at = NULL WHERE id = :id;

-- name: webhook_remove :exec
DELETE FROM webhook WHERE id = :id;

-- name: webhook_claim :exec
UPDATE webhook SET lease = :me, lease_until = :until WHERE id = :id AND state = 'active' AND (lease = :me OR lease_until <= :now);

-- name: webhook_release :exec
UPDATE webhook SET lease = '', lease_until = '' WHERE id = :id AND lease = :me;

-- name: webhook_pass :exec
UPDATE webhook SET position = :entry, attempts = 0, failing_since = NULL, next_at = NULL WHERE id = :id AND position < :entry;

-- name: webhook_fail :exec
UPDATE webhook SET attempts = :attempts, next_at = :next, failing_since = coalesce(failing_since, :now) WHERE id = :id;

-- A copy of the store sends nothing and knows no secret.
-- name: webhook_silence :exec
UPDATE webhook SET secret = NULL, old_secret = NULL, old_until = NULL, state = 'paused', why = 'backup', lease = '', lease_until = '';

-- name: webhook_delivery_add :exec
INSERT INTO webhook_delivery (webhook, message, entry, type, kind, record, state, attempts, status, fault, milliseconds, first_at, last_at)
VALUES (:webhook, :message, :entry, :type, :kind, :record, :state, 1, :status, :fault, :ms, :now, :now)
ON CONFLICT (webhook, message) DO UPDATE SET state = excluded.state, attempts = webhook_delivery.attempts + 1, status = excluded.status,
  fault = excluded.fault, milliseconds = excluded.milliseconds, last_at = excluded.last_at;

-- name: webhook_deliveries :many
SELECT message, entry, type, kind, record, state, attempts, status, fault, milliseconds, first_at, last_at
FROM webhook_delivery WHERE webhook = :webhook ORDER BY last_at DESC, entry DESC, message LIMIT :n;

-- name: webhook_delivery_skip :exec
UPDATE webhook_delivery SET state = 'skipped', last_at = :now WHERE webhook = :webhook AND state = 'waiting' AND entry <= :entry;

-- name: webhook_delivery_prune :exec
DELETE FROM webhook_delivery WHERE webhook = :webhook AND state <> 'waiting' AND message NOT IN (
  SELECT message FROM webhook_delivery WHERE webhook = :webhook ORDER BY last_at DESC, entry DESC LIMIT :keep);

-- Without who did it and what the record holds.
-- name: webhook_entries :many
SELECT seq, at, action, entity, record, revision, hash FROM audit WHERE seq > :after ORDER BY seq LIMIT :n;
