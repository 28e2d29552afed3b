-- SPDX-License-Identifier: Apache-2.0
-- Children by groups, reach of channels, pretests and printed pieces.

CREATE TABLE "population_margin" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "dimension" TEXT NOT NULL CHECK ("dimension" IN ('total', 'age', 'sex', 'school', 'literacy', 'connectivity', 'language')),
  "category" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "rule" TEXT NOT NULL CHECK ("rule" IN ('count', 'share', 'rest', 'even', 'leaning')),
  "within" TEXT,
  "area" TEXT REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "value" TEXT REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  "less" TEXT REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  "over" TEXT REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  "factor" REAL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "channel_reach" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "channel" TEXT NOT NULL REFERENCES "channel" ("id") DEFERRABLE INITIALLY DEFERRED,
  "value" TEXT REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  "all" INTEGER CHECK ("all" IN (0, 1)),
  "setting" TEXT NOT NULL CHECK ("setting" IN ('any', 'in-school', 'out-of-school')),
  "connectivity" TEXT NOT NULL CHECK ("connectivity" IN ('none', 'voice', 'data')),
  "measure" TEXT REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "pretest_round" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "held_on" TEXT NOT NULL,
  "area" TEXT REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "people" INTEGER NOT NULL,
  "female" INTEGER,
  "non_readers" INTEGER,
  "with_disability" INTEGER,
  "picture_right" INTEGER,
  "picture_opposite" INTEGER,
  "act_named" INTEGER NOT NULL,
  "wrongdoer_named" INTEGER,
  "number_found" INTEGER,
  "hurt" INTEGER NOT NULL,
  "findings" TEXT,
  "changes" TEXT,
  "decided_by" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "consignment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "piece" TEXT NOT NULL,
  "printed_from" TEXT,
  "copies" INTEGER NOT NULL,
  "area" TEXT NOT NULL REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "partner" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "channel" TEXT REFERENCES "channel" ("id") DEFERRABLE INITIALLY DEFERRED,
  "printed_on" TEXT,
  "sent_on" TEXT,
  "received_on" TEXT,
  "received" INTEGER,
  "received_by" TEXT,
  "slip" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;
