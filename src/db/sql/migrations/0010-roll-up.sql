-- SPDX-License-Identifier: Apache-2.0
-- Observations added up into cells, for runs of reports: what
-- model/roll_up_store.h writes beside the rows and reads instead of them. The
-- rows stay the truth: a change of what counts drops the run it concerns.
CREATE TABLE "roll_up" (
  "first" INTEGER NOT NULL PRIMARY KEY, -- numbers of reports
  "last" INTEGER NOT NULL UNIQUE,
  "cells" BLOB NOT NULL,
  CHECK ("first" <= "last")
) STRICT;

-- sqlite:
CREATE TRIGGER "roll_up_corrected" AFTER INSERT ON "report" WHEN NEW."supersedes" IS NOT NULL
BEGIN
  DELETE FROM "roll_up" WHERE "first" <= (SELECT r."seq" FROM "report" r WHERE r."id" = NEW."supersedes")
    AND "last" >= (SELECT r."seq" FROM "report" r WHERE r."id" = NEW."supersedes");
END;
CREATE TRIGGER "roll_up_set_aside" AFTER UPDATE OF "status" ON "report"
BEGIN
  DELETE FROM "roll_up" WHERE "first" <= NEW."seq" AND "last" >= NEW."seq";
  DELETE FROM "roll_up" WHERE "first" <= (SELECT r."seq" FROM "report" r WHERE r."id" = NEW."supersedes")
    AND "last" >= (SELECT r."seq" FROM "report" r WHERE r."id" = NEW."supersedes");
END;
-- postgres:
CREATE FUNCTION "roll_up_forget"() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
  DELETE FROM "roll_up" WHERE TG_OP = 'UPDATE' AND "first" <= NEW."seq" AND "last" >= NEW."seq";
  DELETE FROM "roll_up" u USING "report" r WHERE r."id" = NEW."supersedes" AND u."first" <= r."seq" AND u."last" >= r."seq";
  RETURN NULL;
END$$;
CREATE TRIGGER "roll_up_corrected" AFTER INSERT ON "report" FOR EACH ROW WHEN (NEW."supersedes" IS NOT NULL)
EXECUTE FUNCTION "roll_up_forget"();
CREATE TRIGGER "roll_up_set_aside" AFTER UPDATE OF "status" ON "report" FOR EACH ROW EXECUTE FUNCTION "roll_up_forget"();
