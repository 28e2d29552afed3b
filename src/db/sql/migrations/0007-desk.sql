-- SPDX-License-Identifier: Apache-2.0
-- The desk of standards and law: mappings between requirements, functions and
-- who has which part in them, texts of laws word for word; what re-opens an
-- answer, figures behind a self-assessment, what shows that a clause is
-- carried out, the framework that replaced a framework.

CREATE TABLE "mapping" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "from_requirement" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  "to_requirement" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  "relation" TEXT NOT NULL CHECK ("relation" IN ('equal', 'superset', 'subset', 'intersects', 'not related')),
  "rationale" TEXT,
  "strength" INTEGER,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "function" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "gist" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "function_serves" (
  "owner" TEXT NOT NULL REFERENCES "function" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "post" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "function" TEXT NOT NULL REFERENCES "function" ("id") DEFERRABLE INITIALLY DEFERRED,
  "institution" TEXT NOT NULL REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "part" TEXT NOT NULL CHECK ("part" IN ('responsible', 'accountable', 'consulted', 'informed')),
  "basis" TEXT REFERENCES "provision" ("id") DEFERRABLE INITIALLY DEFERRED,
  "proposed" INTEGER CHECK ("proposed" IN (0, 1)),
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "article" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "law" TEXT NOT NULL REFERENCES "law" ("id") DEFERRABLE INITIALLY DEFERRED,
  "section" TEXT NOT NULL,
  "heading" TEXT,
  "under" TEXT,
  "text" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "assessment_evidence" (
  "owner" TEXT NOT NULL REFERENCES "assessment" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

ALTER TABLE "framework" ADD COLUMN "superseded_by" TEXT REFERENCES "framework" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "answer" ADD COLUMN "held_on" TEXT;
ALTER TABLE "integration" ADD COLUMN "indicator" TEXT;
