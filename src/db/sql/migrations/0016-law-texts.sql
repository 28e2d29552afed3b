-- SPDX-License-Identifier: Apache-2.0
-- Debates, judgments and other papers beside laws; texts keep the markup they
-- came in. SQLite cannot change what a column takes, so the table is made anew;
-- references to it are only checked at the end.

ALTER TABLE "article" ADD COLUMN "markup" TEXT;

CREATE TABLE "law_text" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "law" TEXT NOT NULL REFERENCES "law" ("id") DEFERRABLE INITIALLY DEFERRED,
  "form" TEXT NOT NULL CHECK ("form" IN ('act', 'bill', 'document', 'debate', 'debate report', 'statement', 'judgment', 'amendment', 'list of amendments', 'official gazette', 'collection', 'portion')),
  "frame" TEXT NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

-- sqlite:
CREATE TABLE "law_kept" AS SELECT * FROM "law";
CREATE TABLE "law_amends_kept" AS SELECT * FROM "law_amends";
DROP TABLE "law";
CREATE TABLE "law" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "short_title" TEXT,
  "adopted" TEXT,
  "status" TEXT NOT NULL CHECK ("status" IN ('in force', 'repealed', 'pending', 'no law')),
  "repealed_by" TEXT REFERENCES "law" ("id") DEFERRABLE INITIALLY DEFERRED,
  "aliases" TEXT,
  "gist" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;
INSERT INTO "law" SELECT * FROM "law_kept";
INSERT INTO "law_amends" SELECT * FROM "law_amends_kept";
DROP TABLE "law_kept";
DROP TABLE "law_amends_kept";
-- postgres:
ALTER TABLE "law" DROP CONSTRAINT "law_status_check";
ALTER TABLE "law" ADD CONSTRAINT "law_status_check" CHECK ("status" IN ('in force', 'repealed', 'pending', 'no law'));
