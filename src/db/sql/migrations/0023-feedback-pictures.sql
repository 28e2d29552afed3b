-- SPDX-License-Identifier: Apache-2.0
-- Pictures that stand for what a session asked for and for what came of it, for a
-- feedback sheet without words.
ALTER TABLE "consultation" ADD COLUMN "asked_picture" TEXT;
ALTER TABLE "consultation" ADD COLUMN "answer_picture" TEXT;
