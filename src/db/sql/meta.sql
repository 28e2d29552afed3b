-- SPDX-License-Identifier: Apache-2.0

-- name: meta_get :one
SELECT value FROM meta WHERE key = :key;

-- name: meta_set :exec
INSERT INTO meta (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: pack_list :many
SELECT id, version, title, licence, country, loaded_at FROM pack ORDER BY id;

-- name: pack_upsert :exec
INSERT INTO pack (id, version, title, licence, country, loaded_at)
VALUES (:id, :version, :title, :licence, :country, :loaded_at)
ON CONFLICT (id) DO UPDATE SET version = excluded.version, title = excluded.title, licence = excluded.licence,
  country = excluded.country, loaded_at = excluded.loaded_at;
