-- SPDX-License-Identifier: Apache-2.0
-- How many reports of a run are example data: a desk that starts counts only
-- those in no run. A report never changes whether it is; one that is corrected
-- or set aside drops its run. The index answers without the cells.
ALTER TABLE "roll_up" ADD COLUMN "synthetic" INTEGER NOT NULL DEFAULT 0;
UPDATE "roll_up" SET "synthetic" = (SELECT count(*) FROM "report" r WHERE r."synthetic" = 1 AND r."seq" BETWEEN "roll_up"."first" AND "roll_up"."last");
CREATE INDEX "roll_up_counted" ON "roll_up" ("first", "last", "synthetic");
