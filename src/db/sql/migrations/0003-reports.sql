-- SPDX-License-Identifier: Apache-2.0
-- Field reports: facts that only grow. The id is made by whoever reports, so
-- that sending twice counts once; a correction is a new report that names the
-- one it replaces. No column can hold who a child is.

-- `seq` counts reports in the order of arrival, so that both tables only grow
-- at their end.
CREATE TABLE "report" (
  "seq" INTEGER NOT NULL PRIMARY KEY,
  "id" BLOB NOT NULL UNIQUE CHECK (length("id") = 16),
  "form" TEXT NOT NULL,
  "reporter" TEXT NOT NULL,   -- office or partner, never a person
  "area" TEXT REFERENCES "area" ("id"),
  "period" TEXT NOT NULL,
  "reported_at" TEXT NOT NULL, -- by the reporter's clock
  "received_at" TEXT NOT NULL, -- by ours
  "digest" BLOB NOT NULL CHECK (length("digest") = 32), -- BLAKE2b of the content: same id, other digest is a conflict
  "synthetic" INTEGER NOT NULL CHECK ("synthetic" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('accepted', 'held')), -- held: waits for a person's decision
  "supersedes" BLOB UNIQUE REFERENCES "report" ("id") -- one correction for each; the next corrects the correction
) STRICT;

-- An empty text in a dimension means "not broken down by it".
CREATE TABLE "observation" (
  "report" INTEGER NOT NULL REFERENCES "report" ("seq"),
  "line" INTEGER NOT NULL,
  "indicator" TEXT NOT NULL REFERENCES "indicator" ("id"),
  "area" TEXT REFERENCES "area" ("id"),
  "period" TEXT NOT NULL,
  "sex" TEXT NOT NULL,
  "age_band" TEXT NOT NULL,
  "disability" TEXT NOT NULL,
  "setting" TEXT NOT NULL,
  "urban" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "value" REAL,
  "numerator" REAL,
  "denominator" REAL,
  PRIMARY KEY ("report", "line"),
  CHECK ("value" IS NOT NULL OR ("numerator" IS NOT NULL AND "denominator" IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- sqlite:
CREATE TRIGGER "report_no_delete" BEFORE DELETE ON "report"
BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;
CREATE TRIGGER "report_no_update" BEFORE UPDATE OF "seq", "id", "form", "reporter", "area", "period", "reported_at", "received_at",
  "digest", "synthetic", "supersedes" ON "report"
BEGIN SELECT RAISE(ABORT, 'a report is never changed'); END;
CREATE TRIGGER "observation_no_update" BEFORE UPDATE ON "observation"
BEGIN SELECT RAISE(ABORT, 'an observation is never changed'); END;
CREATE TRIGGER "observation_no_delete" BEFORE DELETE ON "observation"
BEGIN SELECT RAISE(ABORT, 'an observation is never deleted'); END;
-- postgres:
CREATE TRIGGER "report_never_deleted" BEFORE DELETE OR TRUNCATE ON "report"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
CREATE TRIGGER "report_never_changed" BEFORE UPDATE OF "seq", "id", "form", "reporter", "area", "period", "reported_at",
  "received_at", "digest", "synthetic", "supersedes" ON "report"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
CREATE TRIGGER "observation_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "observation"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
