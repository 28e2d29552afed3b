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

-- The same, with the example data of runs as it was counted when they were added up.
-- name: report_count_all :one
WITH gap (after, before) AS (
  SELECT coalesce(lag("last") OVER (ORDER BY "first"), 0), "first" FROM roll_up
  UNION ALL SELECT coalesce(max("last"), 0), 9223372036854775807 FROM roll_up)
SELECT (SELECT coalesce(max(seq), 0) FROM report),
  CAST((SELECT coalesce(sum(synthetic), 0) FROM roll_up) +
    (SELECT coalesce(sum((SELECT count(*) FROM report r WHERE r.synthetic = 1 AND r.seq > gap.after AND r.seq < gap.before)), 0)
     FROM gap WHERE gap.after + 1 < gap.before) AS bigint),
  (SELECT count(*) FROM report WHERE status = 'held');

-- What is counted, and where and when, by number; whoever adds one holds the
-- lock of the audit log.
-- name: series_find :one
SELECT n FROM series WHERE indicator = :indicator AND sex = :sex AND age_band = :age_band AND disability = :disability
  AND setting = :setting AND urban = :urban AND language = :language;

-- name: series_add :exec
INSERT INTO series (n, indicator, sex, age_band, disability, setting, urban, language)
VALUES (:n, :indicator, :sex, :age_band, :disability, :setting, :urban, :language);

-- name: place_time_find :one
SELECT n FROM place_time WHERE period = :period AND coalesce(area, '') = coalesce(:area, '');

-- name: place_time_add :exec
INSERT INTO place_time (n, area, period) VALUES (:n, :area, :period);

-- name: observation_key_last :one
SELECT (SELECT coalesce(max(n), 0) FROM series), (SELECT coalesce(max(n), 0) FROM place_time);

-- name: observation_add :exec
INSERT INTO observation_row (report, line, series, place_time, value, numerator, denominator)
VALUES (:report, :line, :series, :place_time, :value, :numerator, :denominator);

-- Twenty-five at once, which spares SQLite most of what a statement costs by itself.
-- name: observation_add_many :exec
INSERT INTO observation_row (report, line, series, place_time, value, numerator, denominator)
VALUES
  (:report_0, :line_0, :series_0, :place_time_0, :value_0, :numerator_0, :denominator_0),
  (:report_1, :line_1, :series_1, :place_time_1, :value_1, :numerator_1, :denominator_1),
  (:report_2, :line_2, :series_2, :place_time_2, :value_2, :numerator_2, :denominator_2),
  (:report_3, :line_3, :series_3, :place_time_3, :value_3, :numerator_3, :denominator_3),
  (:report_4, :line_4, :series_4, :place_time_4, :value_4, :numerator_4, :denominator_4),
  (:report_5, :line_5, :series_5, :place_time_5, :value_5, :numerator_5, :denominator_5),
  (:report_6, :line_6, :series_6, :place_time_6, :value_6, :numerator_6, :denominator_6),
  (:report_7, :line_7, :series_7, :place_time_7, :value_7, :numerator_7, :denominator_7),
  (:report_8, :line_8, :series_8, :place_time_8, :value_8, :numerator_8, :denominator_8),
  (:report_9, :line_9, :series_9, :place_time_9, :value_9, :numerator_9, :denominator_9),
  (:report_10, :line_10, :series_10, :place_time_10, :value_10, :numerator_10, :denominator_10),
  (:report_11, :line_11, :series_11, :place_time_11, :value_11, :numerator_11, :denominator_11),
  (:report_12, :line_12, :series_12, :place_time_12, :value_12, :numerator_12, :denominator_12),
  (:report_13, :line_13, :series_13, :place_time_13, :value_13, :numerator_13, :denominator_13),
  (:report_14, :line_14, :series_14, :place_time_14, :value_14, :numerator_14, :denominator_14),
  (:report_15, :line_15, :series_15, :place_time_15, :value_15, :numerator_15, :denominator_15),
  (:report_16, :line_16, :series_16, :place_time_16, :value_16, :numerator_16, :denominator_16),
  (:report_17, :line_17, :series_17, :place_time_17, :value_17, :numerator_17, :denominator_17),
  (:report_18, :line_18, :series_18, :place_time_18, :value_18, :numerator_18, :denominator_18),
  (:report_19, :line_19, :series_19, :place_time_19, :value_19, :numerator_19, :denominator_19),
  (:report_20, :line_20, :series_20, :place_time_20, :value_20, :numerator_20, :denominator_20),
  (:report_21, :line_21, :series_21, :place_time_21, :value_21, :numerator_21, :denominator_21),
  (:report_22, :line_22, :series_22, :place_time_22, :value_22, :numerator_22, :denominator_22),
  (:report_23, :line_23, :series_23, :place_time_23, :value_23, :numerator_23, :denominator_23),
  (:report_24, :line_24, :series_24, :place_time_24, :value_24, :numerator_24, :denominator_24);

-- name: observation_count :one
SELECT count(*) FROM observation_row;

-- Rows that name a report, a series or a place and time that is not there.
-- name: observation_strays :one
SELECT count(*) FROM observation_row o WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.seq = o.report)
  OR NOT EXISTS (SELECT 1 FROM series s WHERE s.n = o.series) OR NOT EXISTS (SELECT 1 FROM place_time p WHERE p.n = o.place_time);

-- What counts, of reports after one up to another: accepted ones that no
-- accepted one replaces, in the order of arrival.
-- name: observation_between :many
SELECT k.indicator, p.area, p.period, k.sex, k.age_band, k.disability, k.setting, k.urban, k.language,
  o.value, o.numerator, o.denominator, o.report, r.synthetic
FROM observation_row o JOIN report r ON r.seq = o.report JOIN series k ON k.n = o.series JOIN place_time p ON p.n = o.place_time
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

-- name: roll_up_forget :exec
DELETE FROM roll_up;

-- name: roll_up_add :exec
INSERT INTO roll_up ("first", "last", cells, synthetic)
VALUES (:first, :last, :cells, (SELECT count(*) FROM report WHERE synthetic = 1 AND seq BETWEEN :first AND :last));

-- Receipt codes of packing slips, as reports brought them.
-- name: receipt_add :exec
INSERT INTO report_receipt (report, code) VALUES (:report, :code);

-- What was confirmed under each code and in each language, by reports that count.
-- name: receipt_sums :many
SELECT c.code, k.language, count(DISTINCT r.seq), coalesce(sum(o.value), 0), min(r.reporter), max(substr(r.reported_at, 1, 10)), max(r.synthetic)
FROM report_receipt c JOIN report r ON r.seq = c.report JOIN observation_row o ON o.report = r.seq JOIN series k ON k.n = o.series
WHERE r.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM report s WHERE s.supersedes = r.id AND s.status = 'accepted')
GROUP BY c.code, k.language ORDER BY c.code, k.language;
