-- SPDX-License-Identifier: Apache-2.0
-- Referral paths, without which nothing that invites a child to tell is
-- released, and four further forms of a message. Reviews need no table: they
-- are entries of the log (model/review_store.h).

CREATE TABLE "referral_path" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "first_contact" TEXT NOT NULL,
  "steps" TEXT,
  "institution" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "verified_on" TEXT,
  "verified_by" TEXT,
  "retired" INTEGER CHECK ("retired" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "referral_path_areas" (
  "owner" TEXT NOT NULL REFERENCES "referral_path" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

-- sqlite:
CREATE TABLE "message_text_new" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "message" TEXT NOT NULL REFERENCES "message" ("id") DEFERRABLE INITIALLY DEFERRED,
  "form" TEXT NOT NULL CHECK ("form" IN ('say', 'act', 'poster', 'sms', 'audio15', 'audio30', 'audio60', 'ivr', 'dialogue', 'quiz', 'prompt', 'ussd', 'picture', 'carer', 'easy')),
  "lang" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('untranslated', 'draft', 'translated', 'back-checked', 'approved', 'not needed')),
  "note" TEXT
) STRICT;

INSERT INTO "message_text_new" ("id", "revision", "origin", "message", "form", "lang", "text", "state", "note")
SELECT "id", "revision", "origin", "message", "form", "lang", "text", "state", "note" FROM "message_text";
DROP TABLE "message_text";
ALTER TABLE "message_text_new" RENAME TO "message_text";
-- postgres:
ALTER TABLE "message_text" DROP CONSTRAINT "message_text_form_check";
ALTER TABLE "message_text" ADD CONSTRAINT "message_text_form_check" CHECK ("form" IN ('say', 'act', 'poster', 'sms', 'audio15', 'audio30', 'audio60', 'ivr', 'dialogue', 'quiz', 'prompt', 'ussd', 'picture', 'carer', 'easy'));
