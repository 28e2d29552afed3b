-- SPDX-License-Identifier: Apache-2.0
-- Who is heard in a script, and what a menu prints for its keys, can be
-- translated. Keys that still carry their words are read as before.
ALTER TABLE "script_line" ADD COLUMN "voice" TEXT;
ALTER TABLE "script_line" ADD COLUMN "choices" TEXT;
