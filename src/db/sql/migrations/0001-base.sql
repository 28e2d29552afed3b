-- SPDX-License-Identifier: Apache-2.0
-- What a store is, who changed what, which packs it holds, field reports.
--
-- The tables of schema.def stand in 0002-content.sql. Field reports come after
-- them, because they refer to areas and indicators: 0003-reports.sql.

-- sqlite:
PRAGMA application_id = 0x434F504B;
-- both:

CREATE TABLE "schema_version" (
  "version" INTEGER NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "digest" TEXT NOT NULL, -- BLAKE2b of the migration's text
  "applied_at" TEXT NOT NULL,
  "program" TEXT NOT NULL
) STRICT;

CREATE TABLE "meta" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
) STRICT;

CREATE TABLE "pack" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "version" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "licence" TEXT NOT NULL,
  "country" TEXT,
  "loaded_at" TEXT NOT NULL
) STRICT;

-- hash = BLAKE2b(prev || entry); the entry is described in model/audit.h.
CREATE TABLE "audit" (
  "seq" INTEGER NOT NULL PRIMARY KEY,
  "at" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "entity" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "content" TEXT,
  "prev" BLOB NOT NULL CHECK (length("prev") = 32),
  "hash" BLOB NOT NULL CHECK (length("hash") = 32)
) STRICT;

CREATE INDEX "audit_record" ON "audit" ("entity", "record", "seq");

-- The log only grows. A change made round copkit is found by its hash; these
-- stop the mistake.
-- sqlite:
CREATE TRIGGER "audit_no_update" BEFORE UPDATE ON "audit"
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER "audit_no_delete" BEFORE DELETE ON "audit"
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
-- postgres:
CREATE FUNCTION "never_changed"() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END$$;
CREATE TRIGGER "audit_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
FOR EACH STATEMENT EXECUTE FUNCTION "never_changed"();
