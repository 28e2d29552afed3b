-- SPDX-License-Identifier: Apache-2.0

-- name: device_add :exec
INSERT INTO device (id, reporter, token, key, made_at, closed_at) VALUES (:id, :reporter, :token, :key, :made_at, NULL);

-- name: device_close :exec
UPDATE device SET closed_at = :closed_at WHERE id = :id AND closed_at IS NULL;

-- name: device_set_key :exec
UPDATE device SET key = :key WHERE id = :id AND key IS NULL AND closed_at IS NULL;

-- name: device_by_token :one
SELECT id, reporter FROM device WHERE token = :token AND closed_at IS NULL;

-- name: device_by_key :one
SELECT id, reporter FROM device WHERE key = :key AND closed_at IS NULL;

-- name: device_list :many
SELECT d.id, d.reporter, d.made_at, d.closed_at, d.key,
  (SELECT count(DISTINCT r.client) FROM reception r WHERE r.device = d.id AND r.client <> '')
FROM device d ORDER BY d.id;

-- The number of the last attempt. Whoever adds holds the lock of the audit log.
-- name: reception_last :one
SELECT coalesce(max(seq), 0) FROM reception;

-- name: reception_add :exec
INSERT INTO reception (seq, at, channel, device, client, reporter, form, report, outcome, code, reason)
VALUES (:seq, :at, :channel, :device, :client, :reporter, :form, :report, :outcome, :code, :reason);

-- What each office sent by each way, and what became of it.
-- name: reception_summary :many
SELECT reporter, coalesce(device, ''), channel, count(*),
  sum(CASE WHEN outcome = 'added' THEN 1 ELSE 0 END), sum(CASE WHEN outcome = 'known' THEN 1 ELSE 0 END),
  sum(CASE WHEN outcome = 'conflict' THEN 1 ELSE 0 END), sum(CASE WHEN outcome = 'refused' THEN 1 ELSE 0 END), max(at)
FROM reception GROUP BY reporter, device, channel ORDER BY reporter, coalesce(device, ''), channel;

-- name: reception_refused :many
SELECT at, channel, coalesce(device, ''), reporter, form, report, outcome, code, reason FROM reception
WHERE outcome IN ('conflict', 'refused') ORDER BY seq DESC LIMIT 200;

-- What became of one report: its newest attempt, and how often it was sent.
-- name: reception_of_report :many
SELECT at, channel, outcome, code, reason FROM reception WHERE report = :report ORDER BY seq;

-- name: bundle_hash :one
SELECT hash FROM bundle WHERE device = :device AND number = :number;

-- name: bundle_add :exec
INSERT INTO bundle (device, number, hash, at) VALUES (:device, :number, :hash, :at);

-- Reports with what makes two of them alike, in the order of arrival.
-- name: report_heads :many
SELECT r.seq, r.id, r.form, r.reporter, r.area, r.period, r.reported_at, r.received_at, r.synthetic FROM report r
WHERE r.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM report s WHERE s.supersedes = r.id AND s.status = 'accepted')
ORDER BY r.seq;

-- Reports of different offices that say the same of the same place and period:
-- as many counts with the same sums. Probably one activity told twice.
-- Only where more than one office reports are the counts added up.
-- name: report_doubles :many
WITH shared AS (
  SELECT form, coalesce(area, '') AS area, period FROM report WHERE status = 'accepted'
  GROUP BY form, coalesce(area, ''), period HAVING min(reporter) <> max(reporter)),
mark AS (
  SELECT r.seq, r.id, r.form, r.reporter, coalesce(r.area, '') AS area, r.period, count(*) AS n, coalesce(sum(o.value), 0) AS counted,
    coalesce(sum(o.numerator), 0) AS above, coalesce(sum(o.denominator), 0) AS below
  FROM report r JOIN observation_row o ON o.report = r.seq
  WHERE r.status = 'accepted' AND (r.form, coalesce(r.area, ''), r.period) IN (SELECT form, area, period FROM shared)
    AND NOT EXISTS (SELECT 1 FROM report x WHERE x.supersedes = r.id AND x.status = 'accepted')
  GROUP BY r.seq, r.id, r.form, r.reporter, coalesce(r.area, ''), r.period)
SELECT a.form, a.area, a.period, a.reporter, b.reporter, a.id, b.id, a.n, a.counted
FROM mark a JOIN mark b ON b.form = a.form AND b.area = a.area AND b.period = a.period AND b.n = a.n AND b.counted = a.counted
  AND b.above = a.above AND b.below = a.below AND b.seq > a.seq AND b.reporter <> a.reporter
ORDER BY a.seq, b.seq LIMIT 200;

-- What is held of each office, whichever way it came.
-- name: report_by_office :many
SELECT reporter, count(*), sum(CASE WHEN supersedes IS NOT NULL THEN 1 ELSE 0 END), sum(CASE WHEN status = 'held' THEN 1 ELSE 0 END),
  sum(synthetic), min(period), max(period), max(received_at)
FROM report GROUP BY reporter ORDER BY reporter;

-- name: report_held :many
SELECT form, coalesce(area, ''), period, reporter, id FROM report WHERE status = 'held' ORDER BY seq LIMIT 200;
