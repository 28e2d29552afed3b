-- SPDX-License-Identifier: Apache-2.0
-- Reporting forms (as tools/mksql --ddl printed them), who may send field
-- reports, and what became of what was sent.

CREATE TABLE "report_form" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "frequency" TEXT NOT NULL CHECK ("frequency" IN ('once', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'survey')),
  "keyword" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "report_item" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "form" TEXT NOT NULL REFERENCES "report_form" ("id") DEFERRABLE INITIALLY DEFERRED,
  "code" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('count', 'ratio', 'choice')),
  "label" TEXT NOT NULL,
  "hint" TEXT,
  "below" TEXT,
  "indicator" TEXT REFERENCES "indicator" ("id") DEFERRABLE INITIALLY DEFERRED,
  "by" TEXT,
  "ages" TEXT REFERENCES "age_scheme" ("id") DEFERRABLE INITIALLY DEFERRED,
  "breakdown" TEXT,
  "most" INTEGER,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

-- Offices and partners that may send from a telephone or program. The token is
-- shown once and kept as its BLAKE2b digest; `key` signs bundles (Ed25519).
CREATE TABLE "device" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "reporter" TEXT NOT NULL,
  "token" BLOB UNIQUE CHECK (length("token") = 32),
  "key" BLOB UNIQUE CHECK (length("key") = 32),
  "made_at" TEXT NOT NULL,
  "closed_at" TEXT
) STRICT;

-- Every attempt to send, and what became of it; the pages of who sent what.
CREATE TABLE "reception" (
  "seq" INTEGER NOT NULL PRIMARY KEY,
  "at" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "device" TEXT REFERENCES "device" ("id"),
  "client" TEXT NOT NULL,  -- digest of the name the program gave its installation; empty when it gave none
  "reporter" TEXT NOT NULL,
  "form" TEXT NOT NULL,
  "report" BLOB,
  "outcome" TEXT NOT NULL CHECK ("outcome" IN ('added', 'known', 'conflict', 'refused')),
  "code" TEXT NOT NULL,
  "reason" TEXT NOT NULL
) STRICT;

-- Bundles accepted: each follows the one before it from the same key.
CREATE TABLE "bundle" (
  "device" TEXT NOT NULL REFERENCES "device" ("id"),
  "number" INTEGER NOT NULL,
  "hash" BLOB NOT NULL CHECK (length("hash") = 32),
  "at" TEXT NOT NULL,
  PRIMARY KEY ("device", "number")
) STRICT, WITHOUT ROWID;

-- sqlite:
CREATE TRIGGER "reception_no_change" BEFORE UPDATE ON "reception"
BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END;
-- postgres:
CREATE TRIGGER "reception_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reception"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
