-- SPDX-License-Identifier: Apache-2.0
-- Observations as narrow rows: what is counted (an indicator with its
-- breakdowns) and where and when stand once each, and a row names them by
-- number. "observation" remains what it was, as a view.

-- An empty text in a dimension means "not broken down by it".
CREATE TABLE "series" (
  "n" INTEGER NOT NULL PRIMARY KEY,
  "indicator" TEXT NOT NULL REFERENCES "indicator" ("id"),
  "sex" TEXT NOT NULL,
  "age_band" TEXT NOT NULL,
  "disability" TEXT NOT NULL,
  "setting" TEXT NOT NULL,
  "urban" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  UNIQUE ("indicator", "sex", "age_band", "disability", "setting", "urban", "language")
) STRICT;

CREATE TABLE "place_time" (
  "n" INTEGER NOT NULL PRIMARY KEY,
  "area" TEXT REFERENCES "area" ("id"), -- none: the whole country
  "period" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "place_time_known" ON "place_time" ("period", coalesce("area", ''));

-- The three numbers are of rows that are never removed, and are written by one
-- statement behind which they were looked up; that SQLite looks them up once more
-- for each of a million rows would take half the time of an import. `copkit
-- doctor` does it for all. PostgreSQL is told below.
CREATE TABLE "observation_row" (
  "report" INTEGER NOT NULL,
  "line" INTEGER NOT NULL,
  "series" INTEGER NOT NULL,
  "place_time" INTEGER NOT NULL,
  "value" REAL,
  "numerator" REAL,
  "denominator" REAL,
  PRIMARY KEY ("report", "line"),
  CHECK ("value" IS NOT NULL OR ("numerator" IS NOT NULL AND "denominator" IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO "series" ("n", "indicator", "sex", "age_band", "disability", "setting", "urban", "language")
SELECT row_number() OVER (ORDER BY "indicator", "sex", "age_band", "disability", "setting", "urban", "language"),
  "indicator", "sex", "age_band", "disability", "setting", "urban", "language"
FROM (SELECT DISTINCT "indicator", "sex", "age_band", "disability", "setting", "urban", "language" FROM "observation") d;

INSERT INTO "place_time" ("n", "area", "period")
SELECT row_number() OVER (ORDER BY "period", "area"), "area", "period"
FROM (SELECT DISTINCT "area", "period" FROM "observation") d;

INSERT INTO "observation_row" ("report", "line", "series", "place_time", "value", "numerator", "denominator")
SELECT o."report", o."line", s."n", p."n", o."value", o."numerator", o."denominator"
FROM "observation" o
JOIN "series" s ON s."indicator" = o."indicator" AND s."sex" = o."sex" AND s."age_band" = o."age_band" AND s."disability" = o."disability"
  AND s."setting" = o."setting" AND s."urban" = o."urban" AND s."language" = o."language"
JOIN "place_time" p ON p."period" = o."period" AND coalesce(p."area", '') = coalesce(o."area", '')
ORDER BY o."report", o."line";

DROP TABLE "observation";

CREATE VIEW "observation" AS
SELECT o."report", o."line", s."indicator", p."area", p."period", s."sex", s."age_band", s."disability", s."setting", s."urban", s."language",
  o."value", o."numerator", o."denominator"
FROM "observation_row" o JOIN "series" s ON s."n" = o."series" JOIN "place_time" p ON p."n" = o."place_time";

-- sqlite:
CREATE TRIGGER "series_no_update" BEFORE UPDATE ON "series"
BEGIN SELECT RAISE(ABORT, 'what observations count is never changed'); END;
CREATE TRIGGER "series_no_delete" BEFORE DELETE ON "series"
BEGIN SELECT RAISE(ABORT, 'what observations count is never deleted'); END;
CREATE TRIGGER "place_time_no_update" BEFORE UPDATE ON "place_time"
BEGIN SELECT RAISE(ABORT, 'where and when observations were made is never changed'); END;
CREATE TRIGGER "place_time_no_delete" BEFORE DELETE ON "place_time"
BEGIN SELECT RAISE(ABORT, 'where and when observations were made is never deleted'); END;
CREATE TRIGGER "observation_no_update" BEFORE UPDATE ON "observation_row"
BEGIN SELECT RAISE(ABORT, 'an observation is never changed'); END;
CREATE TRIGGER "observation_no_delete" BEFORE DELETE ON "observation_row"
BEGIN SELECT RAISE(ABORT, 'an observation is never deleted'); END;
-- postgres:
ALTER TABLE "observation_row" ADD FOREIGN KEY ("report") REFERENCES "report" ("seq");
ALTER TABLE "observation_row" ADD FOREIGN KEY ("series") REFERENCES "series" ("n");
ALTER TABLE "observation_row" ADD FOREIGN KEY ("place_time") REFERENCES "place_time" ("n");
CREATE TRIGGER "series_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "series"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
CREATE TRIGGER "place_time_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "place_time"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
CREATE TRIGGER "observation_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "observation_row"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
