-- SPDX-License-Identifier: Apache-2.0

-- The number of the last report. Whoever adds reports holds the lock of the
-- audit log (audit_lock), so that no two count alike.
-- name: report_last :one
SELECT coalesce(max(seq), 0) FROM report;

-- Changes no row when the id is known; compare the digest then.
-- name: report_add :exec
INSERT INTO report (seq, id, form, reporter, area, period, reported_at, received_at, digest, synthetic, status, supersedes)
VALUES (:seq, :id, :form, :reporter, :area, :period, :reported_at, :received_at, :digest, :synthetic, :status, :supersedes)
ON CONFLICT (id) DO NOTHING;

-- name: report_digest :one
SELECT digest, status FROM report WHERE id = :id;

-- What stands against a correction: 1 row when the report is known, with the
-- id of the report that corrected it already, if one did.
-- name: report_corrected :one
SELECT s.id FROM report r LEFT JOIN report s ON s.supersedes = r.id WHERE r.id = :id;

-- name: report_set_status :exec
UPDATE report SET status = :status WHERE id = :id;

-- Reports are numbered without a gap and never removed. Example data is counted
-- after a number.
-- name: report_count :one
SELECT (SELECT coalesce(max(seq), 0) FROM report), (SELECT count(*) FROM report WHERE synthetic = 1 AND seq > :after),
  (SELECT count(*) FROM report WHERE status = 'held');

-- name: observation_add :exec
INSERT INTO observation (report, line, indicator, area, period, sex, age_band, disability, setting, urban, language,
  value, numerator, denominator)
VALUES (:report, :line, :indicator, :area, :period, :sex, :age_band, :disability, :setting, :urban, :language,
  :value, :numerator, :denominator);

-- name: observation_count :one
SELECT count(*) FROM observation;

-- What counts, of reports after one up to another: accepted ones that no
-- accepted one replaces, in the order of arrival.
-- name: observation_between :many
SELECT o.indicator, o.area, o.period, o.sex, o.age_band, o.disability, o.setting, o.urban, o.language,
  o.value, o.numerator, o.denominator, o.report, r.synthetic
FROM observation o JOIN report r ON r.seq = o.report
WHERE o.report > :after AND o.report <= :upto AND r.status = 'accepted'
  AND NOT EXISTS (SELECT 1 FROM report s WHERE s.supersedes = r.id AND s.status = 'accepted')
ORDER BY o.report, o.line;

-- Do reports after one correct others?
-- name: report_corrections_after :one
SELECT count(*) FROM report WHERE seq > :after AND supersedes IS NOT NULL;

-- name: roll_up_last :one
SELECT coalesce(max("last"), 0) FROM roll_up;

-- name: roll_up_ranges :many
SELECT "first", "last" FROM roll_up ORDER BY "first";

-- name: roll_up_all :many
SELECT "first", "last", cells FROM roll_up ORDER BY "first";

-- name: roll_up_add :exec
INSERT INTO roll_up ("first", "last", cells) VALUES (:first, :last, :cells);
