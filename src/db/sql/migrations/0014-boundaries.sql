-- SPDX-License-Identifier: Apache-2.0
-- Outlines of areas, as the country gives them.

CREATE TABLE "boundary" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "area" TEXT NOT NULL REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "outline" TEXT NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;
