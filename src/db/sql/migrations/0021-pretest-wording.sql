-- SPDX-License-Identifier: Apache-2.0
-- A round of a pretest says which wording was tried, so that an edit opens the
-- test again, and how many liked it.
ALTER TABLE "pretest_round" ADD COLUMN "wording" TEXT;
ALTER TABLE "pretest_round" ADD COLUMN "liked" INTEGER;
