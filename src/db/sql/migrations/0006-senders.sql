-- SPDX-License-Identifier: Apache-2.0
-- Who may send field reports, and what became of what was sent.

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
