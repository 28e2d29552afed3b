-- SPDX-License-Identifier: Apache-2.0
-- Packing slips: what a consignment was printed from and weighs, what is done
-- about copies that are no longer right, how an office is reached, and the receipt
-- codes that field reports bring. SQLite cannot change what a column takes, so
-- report_item is made anew.

ALTER TABLE "consignment" ADD COLUMN "format" TEXT;
ALTER TABLE "consignment" ADD COLUMN "grams" REAL;
ALTER TABLE "consignment" ADD COLUMN "made_of" TEXT;
ALTER TABLE "consignment" ADD COLUMN "remedy" TEXT CHECK ("remedy" IN ('undecided', 'keep', 'sticker', 'recall'));
ALTER TABLE "consignment" ADD COLUMN "remedied_on" TEXT;
ALTER TABLE "institution" ADD COLUMN "contact" TEXT;

-- Only reports that came with a code; like them it is never changed.
CREATE TABLE "report_receipt" (
  "report" INTEGER NOT NULL PRIMARY KEY REFERENCES "report" ("seq"),
  "code" TEXT NOT NULL CHECK (length("code") = 8)
) STRICT;
CREATE INDEX "report_receipt_code" ON "report_receipt" ("code");

-- sqlite:
CREATE TRIGGER "report_receipt_no_update" BEFORE UPDATE ON "report_receipt"
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER "report_receipt_no_delete" BEFORE DELETE ON "report_receipt"
BEGIN SELECT RAISE(ABORT, 'a receipt is never deleted'); END;
CREATE TABLE "report_item_kept" AS SELECT * FROM "report_item";
DROP TABLE "report_item";
CREATE TABLE "report_item" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "form" TEXT NOT NULL REFERENCES "report_form" ("id") DEFERRABLE INITIALLY DEFERRED,
  "code" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('count', 'ratio', 'choice', 'code')),
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
INSERT INTO "report_item" SELECT * FROM "report_item_kept";
DROP TABLE "report_item_kept";
-- postgres:
CREATE TRIGGER "report_receipt_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "report_receipt"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
ALTER TABLE "report_item" DROP CONSTRAINT "report_item_kind_check";
ALTER TABLE "report_item" ADD CONSTRAINT "report_item_kind_check" CHECK ("kind" IN ('count', 'ratio', 'choice', 'code'));
