-- SPDX-License-Identifier: Apache-2.0
-- Documents that follow from a plan: equity floors, how sure money is, economic
-- classes of cost, policies with their clauses.

CREATE TABLE "equity_floor" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "plan" TEXT NOT NULL REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
  "group" TEXT NOT NULL CHECK ("group" IN ('out of school', 'disability', 'language group', 'region', 'prevention')),
  "area" TEXT REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "language" TEXT REFERENCES "language" ("id") DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT NOT NULL,
  "share" INTEGER,
  "at_least" INTEGER,
  "reason" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "policy" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "form" TEXT NOT NULL CHECK ("form" IN ('national policy', 'school policy', 'ordinance', 'industry code', 'procedure', 'memorandum', 'media code', 'terms of reference')),
  "heading" TEXT,
  "binds" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "adopts" TEXT NOT NULL,
  "basis" TEXT REFERENCES "provision" ("id") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "policy_clause" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "policy" TEXT NOT NULL REFERENCES "policy" ("id") DEFERRABLE INITIALLY DEFERRED,
  "heading" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "position" INTEGER NOT NULL
) STRICT;

CREATE TABLE "equity_floor_measures" (
  "owner" TEXT NOT NULL REFERENCES "equity_floor" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "policy_measures" (
  "owner" TEXT NOT NULL REFERENCES "policy" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "policy_clause_provisions" (
  "owner" TEXT NOT NULL REFERENCES "policy_clause" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "provision" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "policy_clause_standards" (
  "owner" TEXT NOT NULL REFERENCES "policy_clause" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

ALTER TABLE "budget" ADD COLUMN "commitment" TEXT CHECK ("commitment" IN ('proposed', 'pledged', 'approved'));
ALTER TABLE "measure_profile" ADD COLUMN "personnel" INTEGER;
ALTER TABLE "measure_profile" ADD COLUMN "capital" INTEGER;
