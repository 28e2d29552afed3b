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

-- Ten at once, which spares SQLite most of what a statement costs by itself.
-- name: observation_add_ten :exec
INSERT INTO observation (report, line, indicator, area, period, sex, age_band, disability, setting, urban, language,
  value, numerator, denominator)
VALUES
  (:report_0, :line_0, :indicator_0, :area_0, :period_0, :sex_0, :age_band_0, :disability_0, :setting_0, :urban_0, :language_0, :value_0, :numerator_0, :denominator_0),
  (:report_1, :line_1, :indicator_1, :area_1, :period_1, :sex_1, :age_band_1, :disability_1, :setting_1, :urban_1, :language_1, :value_1, :numerator_1, :denominator_1),
  (:report_2, :line_2, :indicator_2, :area_2, :period_2, :sex_2, :age_band_2, :disability_2, :setting_2, :urban_2, :language_2, :value_2, :numerator_2, :denominator_2),
  (:report_3, :line_3, :indicator_3, :area_3, :period_3, :sex_3, :age_band_3, :disability_3, :setting_3, :urban_3, :language_3, :value_3, :numerator_3, :denominator_3),
  (:report_4, :line_4, :indicator_4, :area_4, :period_4, :sex_4, :age_band_4, :disability_4, :setting_4, :urban_4, :language_4, :value_4, :numerator_4, :denominator_4),
  (:report_5, :line_5, :indicator_5, :area_5, :period_5, :sex_5, :age_band_5, :disability_5, :setting_5, :urban_5, :language_5, :value_5, :numerator_5, :denominator_5),
  (:report_6, :line_6, :indicator_6, :area_6, :period_6, :sex_6, :age_band_6, :disability_6, :setting_6, :urban_6, :language_6, :value_6, :numerator_6, :denominator_6),
  (:report_7, :line_7, :indicator_7, :area_7, :period_7, :sex_7, :age_band_7, :disability_7, :setting_7, :urban_7, :language_7, :value_7, :numerator_7, :denominator_7),
  (:report_8, :line_8, :indicator_8, :area_8, :period_8, :sex_8, :age_band_8, :disability_8, :setting_8, :urban_8, :language_8, :value_8, :numerator_8, :denominator_8),
  (:report_9, :line_9, :indicator_9, :area_9, :period_9, :sex_9, :age_band_9, :disability_9, :setting_9, :urban_9, :language_9, :value_9, :numerator_9, :denominator_9);

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
