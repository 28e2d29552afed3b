-- SPDX-License-Identifier: Apache-2.0
-- Who may work on the desk. Passwords, codes, sessions and tokens are kept as
-- what can be compared with them, never as what was typed or handed out.

CREATE TABLE "account" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('invited', 'active', 'closed')),
  "password" TEXT,             -- argon2id with salt and cost
  "totp" BLOB,                 -- secret shared with the person's authenticator
  "totp_step" INTEGER NOT NULL, -- the last step whose code was used: none twice
  "invite" BLOB UNIQUE,        -- BLAKE2b of the open invitation
  "invite_until" TEXT,
  "created_at" TEXT NOT NULL,
  "created_by" TEXT NOT NULL,
  "successor" TEXT REFERENCES "account" ("id") -- who took the post over
) STRICT;

-- Nothing here, nothing allowed. An empty scope is the whole country.
CREATE TABLE "account_grant" (
  "account" TEXT NOT NULL REFERENCES "account" ("id"),
  "role" TEXT NOT NULL,
  "scope" TEXT NOT NULL CHECK ("scope" IN ('', 'institution', 'area')),
  "target" TEXT NOT NULL,
  PRIMARY KEY ("account", "role", "scope", "target")
) STRICT, WITHOUT ROWID;

CREATE TABLE "lookup_code" (
  "hash" BLOB NOT NULL PRIMARY KEY CHECK (length("hash") = 32),
  "account" TEXT NOT NULL REFERENCES "account" ("id")
) STRICT;

CREATE TABLE "session" (
  "hash" BLOB NOT NULL PRIMARY KEY CHECK (length("hash") = 32),
  "account" TEXT NOT NULL REFERENCES "account" ("id"),
  "began_at" TEXT NOT NULL,
  "seen_at" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "peer" TEXT NOT NULL
) STRICT;

CREATE TABLE "api_token" (
  "hash" BLOB NOT NULL PRIMARY KEY CHECK (length("hash") = 32),
  "account" TEXT NOT NULL REFERENCES "account" ("id"),
  "name" TEXT NOT NULL,
  "scopes" TEXT NOT NULL,
  "created_at" TEXT NOT NULL,
  "expires_on" TEXT NOT NULL,
  UNIQUE ("account", "name")
) STRICT;
