-- SPDX-License-Identifier: Apache-2.0
-- Sentences of documents that a person put in place of the rule's, with the
-- values seen then: a value that changed since is told.

CREATE TABLE "edited_sentence" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "document" TEXT NOT NULL,
  "sentence" TEXT NOT NULL,
  "lang" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "seen" TEXT NOT NULL,
  "note" TEXT
) STRICT;
