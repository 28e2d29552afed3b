-- SPDX-License-Identifier: Apache-2.0
-- People who sign in at their ministry's identity provider (OpenID Connect). No
-- token of the provider is kept, only who it says they are.

CREATE TABLE "account_identity" (
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,     -- what the issuer calls the person, for good
  "account" TEXT NOT NULL REFERENCES "account" ("id"),
  "bound_at" TEXT NOT NULL,
  PRIMARY KEY ("issuer", "subject"),
  UNIQUE ("account", "issuer")
) STRICT;

-- The address by which somebody is known at their first sign-in there; it goes when they come.
CREATE TABLE "account_mail" (
  "account" TEXT NOT NULL PRIMARY KEY REFERENCES "account" ("id"),
  "mail" TEXT NOT NULL UNIQUE, -- in lower case
  "until" TEXT NOT NULL
) STRICT;

ALTER TABLE "session" ADD COLUMN "provider" TEXT; -- the issuer; empty: signed in here
