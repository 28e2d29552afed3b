-- SPDX-License-Identifier: Apache-2.0
-- Stories, quiz, game and scripts: what materials are made of beside messages.

CREATE TABLE "story" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "segment" TEXT NOT NULL REFERENCES "segment" ("id") DEFERRABLE INITIALLY DEFERRED,
  "ask" TEXT NOT NULL,
  "adult" TEXT,
  "invites_disclosure" INTEGER CHECK ("invites_disclosure" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "story_panel" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "story" TEXT NOT NULL REFERENCES "story" ("id") DEFERRABLE INITIALLY DEFERRED,
  "picture" TEXT NOT NULL,
  "caption" TEXT NOT NULL,
  "position" INTEGER NOT NULL
) STRICT;

CREATE TABLE "quiz_item" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "segment" TEXT NOT NULL REFERENCES "segment" ("id") DEFERRABLE INITIALLY DEFERRED,
  "stem" TEXT NOT NULL,
  "choice_a" TEXT NOT NULL,
  "choice_b" TEXT NOT NULL,
  "choice_c" TEXT NOT NULL,
  "answer_a" TEXT NOT NULL,
  "answer_b" TEXT NOT NULL,
  "answer_c" TEXT NOT NULL,
  "best" TEXT NOT NULL,
  "invites_disclosure" INTEGER CHECK ("invites_disclosure" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "board_square" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('free', 'ladder', 'slide', 'helper', 'talk', 'act')),
  "leads_to" INTEGER,
  "text" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "script" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('radio spot', 'radio drama', 'loudspeaker text', 'lesson plan', 'parent session', 'voice menu', 'USSD menu', 'SMS series', 'chat text')),
  "segment" TEXT NOT NULL REFERENCES "segment" ("id") DEFERRABLE INITIALLY DEFERRED,
  "story" TEXT REFERENCES "story" ("id") DEFERRABLE INITIALLY DEFERRED,
  "aim" TEXT,
  "needs" TEXT,
  "care" TEXT,
  "seconds" INTEGER,
  "invites_disclosure" INTEGER CHECK ("invites_disclosure" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "script_line" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "script" TEXT NOT NULL REFERENCES "script" ("id") DEFERRABLE INITIALLY DEFERRED,
  "label" TEXT,
  "action" TEXT,
  "text" TEXT,
  "keys" TEXT,
  "sound" REAL,
  "position" INTEGER NOT NULL
) STRICT;

CREATE TABLE "story_messages" (
  "owner" TEXT NOT NULL REFERENCES "story" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "message" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "story_requires" (
  "owner" TEXT NOT NULL REFERENCES "story" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "quiz_item_cells" (
  "owner" TEXT NOT NULL REFERENCES "quiz_item" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "risk_cell" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "script_messages" (
  "owner" TEXT NOT NULL REFERENCES "script" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "message" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;
