-- SPDX-License-Identifier: Apache-2.0
-- Endpoints that are told what changed, and what was sent to them. What is sent
-- follows from the log: `position` is the last entry an endpoint is done with.

CREATE TABLE "webhook" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "title" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "types" TEXT NOT NULL,         -- of events, separated by spaces; empty: all
  "kinds" TEXT NOT NULL,         -- of records, separated by spaces; empty: all
  "state" TEXT NOT NULL CHECK ("state" IN ('active', 'paused', 'disabled')),
  "why" TEXT NOT NULL,           -- '', 'backup', 'gone', 'failing'
  "secret" BLOB CHECK (length("secret") = 32), -- none in a backup
  "old_secret" BLOB CHECK (length("old_secret") = 32),
  "old_until" TEXT,
  "position" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL,   -- of the message after it
  "failing_since" TEXT,
  "next_at" TEXT,                -- not before
  "lease" TEXT NOT NULL,         -- the desk that is sending, so that of two only one does
  "lease_until" TEXT NOT NULL,
  "made_at" TEXT NOT NULL,
  "made_by" TEXT NOT NULL
) STRICT;

CREATE TABLE "webhook_delivery" (
  "webhook" TEXT NOT NULL REFERENCES "webhook" ("id") ON DELETE CASCADE,
  "message" TEXT NOT NULL,
  "entry" INTEGER NOT NULL,      -- of the log; 0: a test
  "type" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('waiting', 'delivered', 'failed', 'skipped')),
  "attempts" INTEGER NOT NULL,
  "status" INTEGER NOT NULL,     -- of HTTP; 0: there was no answer
  "fault" TEXT NOT NULL,         -- why there was none
  "milliseconds" INTEGER NOT NULL,
  "first_at" TEXT NOT NULL,
  "last_at" TEXT NOT NULL,
  PRIMARY KEY ("webhook", "message")
) STRICT, WITHOUT ROWID;
