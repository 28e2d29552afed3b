-- SPDX-License-Identifier: Apache-2.0
-- Keys of people that open the desk in place of password and code, and when somebody
-- last showed in a session that it is they.

CREATE TABLE "passkey" (
  "id" BLOB NOT NULL PRIMARY KEY CHECK (length("id") BETWEEN 16 AND 1023), -- the authenticator's
  "account" TEXT NOT NULL REFERENCES "account" ("id"),
  "name" TEXT NOT NULL,
  "host" TEXT NOT NULL,          -- the name of the desk it was made for
  "algorithm" INTEGER NOT NULL,  -- COSE: -7 ES256, -8 EdDSA, -257 RS256
  "public_key" BLOB NOT NULL,
  "counter" INTEGER NOT NULL,
  "synced" INTEGER NOT NULL CHECK ("synced" IN (0, 1)),
  "made_at" TEXT NOT NULL,
  "used_at" TEXT,
  "doubted_at" TEXT,             -- its counter went back: it opens nothing any more
  UNIQUE ("account", "name")
) STRICT;

ALTER TABLE "account" ADD COLUMN "passkey_user" BLOB; -- what authenticators know the person by: random
ALTER TABLE "session" ADD COLUMN "confirmed_at" TEXT;
