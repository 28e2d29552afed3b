-- SPDX-License-Identifier: Apache-2.0

-- Changes no row when the id is known; compare the digest then.
-- name: report_add :exec
INSERT INTO report (id, form, reporter, area, period, reported_at, received_at, digest, synthetic, status, supersedes)
VALUES (:id, :form, :reporter, :area, :period, :reported_at, :received_at, :digest, :synthetic, :status, :supersedes)
ON CONFLICT (id) DO NOTHING;

-- name: report_get :one
SELECT id, form, reporter, area, period, reported_at, received_at, digest, synthetic, status, supersedes
FROM report WHERE id = :id;

-- name: report_set_status :exec
UPDATE report SET status = :status WHERE id = :id;

-- name: report_count :one
SELECT count(*) FROM report;

-- name: observation_add :exec
INSERT INTO observation (report, line, indicator, area, period, sex, age_band, disability, setting, urban, language,
  value, numerator, denominator)
VALUES (:report, :line, :indicator, :area, :period, :sex, :age_band, :disability, :setting, :urban, :language,
  :value, :numerator, :denominator);

-- name: observation_count :one
SELECT count(*) FROM observation;

-- What counts: reports that are accepted and that no accepted report replaces.
-- name: observation_current :many
SELECT o.indicator, o.area, o.period, o.sex, o.age_band, o.disability, o.setting, o.urban, o.language,
  o.value, o.numerator, o.denominator, o.report, r.synthetic
FROM observation o JOIN report r ON r.id = o.report
WHERE r.status = 'accepted'
  AND NOT EXISTS (SELECT 1 FROM report s WHERE s.supersedes = r.id AND s.status = 'accepted')
ORDER BY o.indicator, o.period, o.report, o.line;
