-- SPDX-License-Identifier: Apache-2.0
-- Which area went into which when the country was cut anew.

CREATE TABLE "area_change" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "from_area" TEXT NOT NULL REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "to_area" TEXT NOT NULL REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "valid_from" TEXT NOT NULL,
  "share" REAL,
  "basis" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;
