-- SPDX-License-Identifier: Apache-2.0

-- Decisions on texts and pieces, and who may decide what, in the order of the log.
-- name: review_entries :many
SELECT seq, at, actor, action, entity, record, content FROM audit
WHERE entity IN ('review', 'review-role') ORDER BY seq;

-- Everybody who ever wrote a record.
-- name: review_authors :many
SELECT DISTINCT actor FROM audit
WHERE entity = :entity AND record = :record AND action IN ('add', 'change') ORDER BY actor;
