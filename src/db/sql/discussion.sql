-- SPDX-License-Identifier: Apache-2.0

-- What was said about a record, and about all of them, in the order of the log.
-- name: discussion_of :many
SELECT seq, at, actor, action, record, content FROM audit WHERE entity = 'discussion' AND record = :about ORDER BY seq;

-- name: discussion_all :many
SELECT seq, at, actor, action, record, content FROM audit WHERE entity = 'discussion' ORDER BY seq;
