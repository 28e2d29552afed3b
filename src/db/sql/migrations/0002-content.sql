-- SPDX-License-Identifier: Apache-2.0
-- The tables of model/schema.def: what tools/mksql --ddl printed.

CREATE TABLE "source" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "short_title" TEXT NOT NULL,
  "publisher" TEXT,
  "address" TEXT,
  "published" TEXT,
  "seen_on" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "conference" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "organ" TEXT NOT NULL CHECK ("organ" IN ('PP', 'WTDC', 'WTSA', 'Council', 'other')),
  "place" TEXT NOT NULL,
  "year" INTEGER NOT NULL,
  "aliases" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "instrument" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "short_title" TEXT NOT NULL,
  "cite_as" TEXT,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('treaty', 'general comment', 'guideline', 'resolution', 'declaration', 'regional plan', 'model', 'goals')),
  "force" TEXT NOT NULL CHECK ("force" IN ('binding', 'optional', 'interpretive', 'recommended', 'model')),
  "body" TEXT,
  "adopted" TEXT,
  "version" TEXT,
  "valid_from" TEXT,
  "superseded_by" TEXT REFERENCES "instrument" ("id") DEFERRABLE INITIALLY DEFERRED,
  "organ" TEXT CHECK ("organ" IN ('PP', 'WTDC', 'WTSA', 'Council', 'other')),
  "number" TEXT,
  "place" TEXT,
  "aliases" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "framework" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "short_title" TEXT NOT NULL,
  "instrument" TEXT REFERENCES "instrument" ("id") DEFERRABLE INITIALLY DEFERRED,
  "scale" TEXT NOT NULL CHECK ("scale" IN ('clause', 'checklist', 'maturity', 'result area', 'reference')),
  "description" TEXT,
  "coverage" INTEGER CHECK ("coverage" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "requirement" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "framework" TEXT NOT NULL REFERENCES "framework" ("id") DEFERRABLE INITIALLY DEFERRED,
  "code" TEXT NOT NULL,
  "area" TEXT,
  "gist" TEXT NOT NULL,
  "force" TEXT NOT NULL CHECK ("force" IN ('binding', 'optional', 'interpretive', 'recommended', 'model')),
  "position" INTEGER NOT NULL,
  "valid_from" TEXT,
  "superseded_by" TEXT REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "question" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "theme" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "aim" TEXT,
  "weight" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "term" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "lang" TEXT NOT NULL,
  "avoid" TEXT NOT NULL,
  "forms" TEXT,
  "needs" TEXT,
  "unless" TEXT,
  "outdated_since" TEXT,
  "advice" TEXT NOT NULL,
  "why" TEXT,
  "titles_exempt" INTEGER CHECK ("titles_exempt" IN (0, 1)),
  "severity" TEXT NOT NULL CHECK ("severity" IN ('advice', 'warning', 'error')),
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "lint_class" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "words" TEXT NOT NULL,
  "note" TEXT
) STRICT;

CREATE TABLE "lint_rule" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "lang" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('term', 'citation', 'superseded', 'double-count', 'prevalence', 'fear-blame', 'identity', 'number', 'undated', 'title', 'mention')),
  "code" TEXT NOT NULL,
  "severity" TEXT NOT NULL CHECK ("severity" IN ('advice', 'warning', 'error')),
  "patterns" TEXT NOT NULL,
  "needs" TEXT,
  "reach" TEXT NOT NULL CHECK ("reach" IN ('sentence', 'near', 'paragraph', 'text')),
  "unless" TEXT,
  "unless_near" TEXT,
  "message" TEXT NOT NULL,
  "remedy" TEXT,
  "finds" TEXT,
  "spares" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "survey" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "names" TEXT NOT NULL,
  "makers" TEXT,
  "period" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "cited_work" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "number" TEXT,
  "names" TEXT NOT NULL,
  "needs" TEXT,
  "adopted" TEXT,
  "ended" TEXT,
  "replaced_by" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "definition" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "term" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "risk_cell" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "axis" TEXT NOT NULL CHECK ("axis" IN ('content', 'contact', 'conduct', 'contract', 'cross-cutting')),
  "nature" TEXT NOT NULL CHECK ("nature" IN ('aggressive', 'sexual', 'values', 'cross-cutting')),
  "title" TEXT NOT NULL,
  "gist" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "age_scheme" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "age_band" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "scheme" TEXT NOT NULL REFERENCES "age_scheme" ("id") DEFERRABLE INITIALLY DEFERRED,
  "label" TEXT NOT NULL,
  "from_months" INTEGER NOT NULL,
  "to_months" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "indicator" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "level" TEXT NOT NULL CHECK ("level" IN ('input', 'output', 'outcome', 'impact')),
  "unit" TEXT NOT NULL,
  "numerator" TEXT,
  "denominator" TEXT,
  "direction" TEXT NOT NULL CHECK ("direction" IN ('neutral', 'up', 'down')),
  "aggregation" TEXT NOT NULL CHECK ("aggregation" IN ('none', 'sum', 'last', 'ratio', 'median')),
  "disaggregation" TEXT,
  "frequency" TEXT NOT NULL CHECK ("frequency" IN ('once', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'survey')),
  "owner" TEXT,
  "caveat" TEXT,
  "privacy" TEXT NOT NULL CHECK ("privacy" IN ('open', 'persons', 'abuse')),
  "field_reported" INTEGER CHECK ("field_reported" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "segment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "role" TEXT NOT NULL CHECK ("role" IN ('child', 'carer', 'teacher', 'leader', 'public')),
  "setting" TEXT NOT NULL CHECK ("setting" IN ('any', 'in-school', 'out-of-school')),
  "literacy" TEXT NOT NULL CHECK ("literacy" IN ('none', 'low', 'full')),
  "connectivity" TEXT NOT NULL CHECK ("connectivity" IN ('none', 'voice', 'data')),
  "age_band" TEXT REFERENCES "age_band" ("id") DEFERRABLE INITIALLY DEFERRED,
  "behaviour" TEXT,
  "barriers" TEXT,
  "trusted" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "channel" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "modality" TEXT NOT NULL CHECK ("modality" IN ('face to face', 'print', 'picture', 'audio', 'video', 'phone text', 'web')),
  "literacy" TEXT NOT NULL CHECK ("literacy" IN ('none', 'low', 'full')),
  "connectivity" TEXT NOT NULL CHECK ("connectivity" IN ('none', 'voice', 'data')),
  "reaches" TEXT NOT NULL,
  "cost" TEXT,
  "language_limit" TEXT,
  "safety" TEXT,
  "monitoring" TEXT,
  "evidence" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "message" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "segment" TEXT NOT NULL REFERENCES "segment" ("id") DEFERRABLE INITIALLY DEFERRED,
  "age_band" TEXT REFERENCES "age_band" ("id") DEFERRABLE INITIALLY DEFERRED,
  "say" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "do_not" TEXT,
  "invites_disclosure" INTEGER CHECK ("invites_disclosure" IN (0, 1)),
  "image" TEXT,
  "review_by" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "message_text" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "message" TEXT NOT NULL REFERENCES "message" ("id") DEFERRABLE INITIALLY DEFERRED,
  "form" TEXT NOT NULL CHECK ("form" IN ('say', 'act', 'poster', 'sms', 'audio15', 'audio30', 'audio60', 'ivr', 'dialogue', 'quiz', 'prompt')),
  "lang" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('untranslated', 'draft', 'translated', 'back-checked', 'approved', 'not needed')),
  "note" TEXT
) STRICT;

CREATE TABLE "translation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "lang" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('untranslated', 'draft', 'translated', 'back-checked', 'approved', 'not needed'))
) STRICT;

CREATE TABLE "area" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "short_name" TEXT,
  "level" TEXT NOT NULL CHECK ("level" IN ('country', 'region', 'province', 'municipality', 'community')),
  "parent" TEXT REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "population" INTEGER,
  "population_on" TEXT,
  "valid_from" TEXT,
  "valid_to" TEXT,
  "old_code" TEXT,
  "tile_column" INTEGER,
  "tile_row" INTEGER,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "language" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "autonym" TEXT NOT NULL,
  "households" INTEGER,
  "counted_on" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "institution" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "acronym" TEXT,
  "role" TEXT NOT NULL,
  "parent" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "helpline" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('child helpline', 'emergency', 'trafficking', 'police', 'school', 'mental health', 'scam')),
  "number" TEXT NOT NULL,
  "other_numbers" TEXT,
  "email" TEXT,
  "hours" TEXT,
  "cost" TEXT,
  "languages" TEXT,
  "institution" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "seen_on" TEXT,
  "verified_on" TEXT,
  "verified_by" TEXT,
  "retired" INTEGER CHECK ("retired" IN (0, 1)),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "law" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "short_title" TEXT,
  "adopted" TEXT,
  "status" TEXT NOT NULL CHECK ("status" IN ('in force', 'repealed', 'pending')),
  "repealed_by" TEXT REFERENCES "law" ("id") DEFERRABLE INITIALLY DEFERRED,
  "aliases" TEXT,
  "gist" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "provision" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "law" TEXT NOT NULL REFERENCES "law" ("id") DEFERRABLE INITIALLY DEFERRED,
  "section" TEXT NOT NULL,
  "theme" TEXT NOT NULL,
  "gist" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "treaty_status" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "instrument" TEXT NOT NULL REFERENCES "instrument" ("id") DEFERRABLE INITIALLY DEFERRED,
  "status" TEXT NOT NULL CHECK ("status" IN ('unknown', 'party', 'signatory', 'not a party', 'member', 'voluntary')),
  "since" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "answer" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "question" TEXT NOT NULL REFERENCES "question" ("id") DEFERRABLE INITIALLY DEFERRED,
  "status" TEXT NOT NULL CHECK ("status" IN ('unknown', 'met', 'partly', 'not', 'not applicable')),
  "citation" TEXT,
  "finding" TEXT,
  "gap" TEXT,
  "next_action" TEXT,
  "reviewer" TEXT,
  "reviewed_on" TEXT,
  "second_reviewer" TEXT,
  "second_reviewed_on" TEXT,
  "dispute" TEXT,
  "drafting" TEXT,
  "confidence" TEXT NOT NULL CHECK ("confidence" IN ('low', 'medium', 'high')),
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "assessment" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "requirement" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  "year" INTEGER NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('unknown', 'met', 'partly', 'not', 'not applicable')),
  "phase" INTEGER,
  "basis" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "initiative" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "short_title" TEXT,
  "owner" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "sector" TEXT NOT NULL,
  "population" TEXT,
  "status" TEXT NOT NULL CHECK ("status" IN ('current', 'ended', 'draft')),
  "starts" TEXT,
  "ends" TEXT,
  "next_entry" TEXT,
  "cycle" TEXT,
  "gist" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "value" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "indicator" TEXT REFERENCES "indicator" ("id") DEFERRABLE INITIALLY DEFERRED,
  "label" TEXT NOT NULL,
  "statement" TEXT NOT NULL,
  "area" TEXT REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "scope" TEXT,
  "period" TEXT NOT NULL,
  "number" REAL,
  "low" REAL,
  "high" REAL,
  "unit" TEXT NOT NULL,
  "sample" INTEGER,
  "method" TEXT NOT NULL CHECK ("method" IN ('survey', 'census', 'administrative', 'estimate', 'derived')),
  "population" TEXT,
  "definition" TEXT,
  "caveat" TEXT,
  "uses" TEXT NOT NULL,
  "conflict" TEXT,
  "preferred" INTEGER CHECK ("preferred" IN (0, 1)),
  "preferred_because" TEXT,
  "confidence" TEXT NOT NULL CHECK ("confidence" IN ('low', 'medium', 'high')),
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "cost_class" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "low" INTEGER NOT NULL,
  "high" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "plan" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "vision" TEXT NOT NULL,
  "first_year" INTEGER NOT NULL,
  "years" INTEGER NOT NULL,
  "price_year" INTEGER NOT NULL,
  "adopting_body" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "instrument" TEXT,
  "basis" TEXT REFERENCES "provision" ("id") DEFERRABLE INITIALLY DEFERRED,
  "review_by" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "budget" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "plan" TEXT NOT NULL REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
  "year" INTEGER NOT NULL,
  "fund" TEXT NOT NULL,
  "amount" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "capacity" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "plan" TEXT NOT NULL REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
  "institution" TEXT NOT NULL REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "measures" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "objective" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "plan" TEXT NOT NULL REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
  "number" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "promise" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "plan_output" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "objective" TEXT NOT NULL REFERENCES "objective" ("id") DEFERRABLE INITIALLY DEFERRED,
  "number" TEXT NOT NULL,
  "statement" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "risk" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "plan" TEXT NOT NULL REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('delivery', 'safeguard')),
  "event" TEXT NOT NULL,
  "effect" TEXT NOT NULL,
  "response" TEXT NOT NULL,
  "trigger" TEXT NOT NULL,
  "owner" TEXT NOT NULL REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "assumption" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "objective" TEXT NOT NULL REFERENCES "objective" ("id") DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  "evidence" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "duty" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "from_whom" TEXT NOT NULL,
  "to_whom" TEXT NOT NULL,
  "frequency" TEXT NOT NULL CHECK ("frequency" IN ('once', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'survey')),
  "due" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "meeting" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "group" TEXT NOT NULL,
  "number" INTEGER,
  "place" TEXT,
  "held_on" TEXT NOT NULL,
  "notice_days" INTEGER,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "lesson" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "finding" TEXT NOT NULL,
  "change" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "consultation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "held_on" TEXT NOT NULL,
  "area" TEXT REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  "age_band" TEXT REFERENCES "age_band" ("id") DEFERRABLE INITIALLY DEFERRED,
  "participants" INTEGER NOT NULL,
  "asked_for" TEXT NOT NULL,
  "answer" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "observance" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "when" TEXT NOT NULL,
  "month" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "measure" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "gist" TEXT,
  "theme" TEXT NOT NULL CHECK ("theme" IN ('governance', 'law and justice', 'reporting and services', 'education and family', 'communication', 'industry, data, capacity')),
  "lead_role" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "cost_class" TEXT NOT NULL REFERENCES "cost_class" ("id") DEFERRABLE INITIALLY DEFERRED,
  "months" INTEGER NOT NULL,
  "output" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "invites_disclosure" INTEGER CHECK ("invites_disclosure" IN (0, 1)),
  "helpline" INTEGER CHECK ("helpline" IN (0, 1)),
  "referral" INTEGER CHECK ("referral" IN (0, 1)),
  "prevention" INTEGER CHECK ("prevention" IN (0, 1)),
  "out_of_school" INTEGER CHECK ("out_of_school" IN (0, 1)),
  "evidence" TEXT NOT NULL CHECK ("evidence" IN ('expert', 'prudent', 'promising', 'proven')),
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "country" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_start" TEXT NOT NULL,
  "short_name" TEXT NOT NULL,
  "formal_name" TEXT,
  "adjective" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "currency_symbol" TEXT NOT NULL,
  "currency_digits" INTEGER NOT NULL,
  "languages" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "accent_deep" TEXT NOT NULL,
  "accent_main" TEXT NOT NULL,
  "accent_soft" TEXT NOT NULL,
  "accent_tint" TEXT NOT NULL,
  "accent_mark" TEXT NOT NULL,
  "spelling" TEXT NOT NULL,
  "lead" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "administration" TEXT REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "helpline" TEXT REFERENCES "helpline" ("id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "integration" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "initiative" TEXT NOT NULL REFERENCES "initiative" ("id") DEFERRABLE INITIALLY DEFERRED,
  "measure" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "clause" TEXT NOT NULL,
  "why" TEXT,
  "decision" TEXT NOT NULL CHECK ("decision" IN ('suggested', 'accepted', 'rejected', 'done')),
  "due" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "data_gap" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "chapter" TEXT NOT NULL,
  "item" TEXT NOT NULL,
  "looked_in" TEXT,
  "measure" TEXT REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "until" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "measure_profile" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "measure" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "lead" TEXT NOT NULL REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "deliverable" TEXT NOT NULL,
  "cost_low" INTEGER NOT NULL,
  "cost_high" INTEGER NOT NULL,
  "cost_plan" INTEGER NOT NULL,
  "recurrent" INTEGER NOT NULL,
  "mandatory" INTEGER CHECK ("mandatory" IN (0, 1)),
  "waiver" TEXT,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E')),
  "source" TEXT REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "target" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "objective" TEXT NOT NULL REFERENCES "objective" ("id") DEFERRABLE INITIALLY DEFERRED,
  "number" TEXT NOT NULL,
  "indicator" TEXT NOT NULL REFERENCES "indicator" ("id") DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "baseline" TEXT REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  "baseline_by" TEXT REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  "source" TEXT NOT NULL,
  "owner" TEXT NOT NULL REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  "reason" TEXT,
  "position" INTEGER NOT NULL,
  "mark" TEXT NOT NULL CHECK ("mark" IN ('S', 'S2', 'D', 'K', 'E'))
) STRICT;

CREATE TABLE "target_step" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "revision" INTEGER NOT NULL,
  "origin" TEXT NOT NULL,
  "target" TEXT NOT NULL REFERENCES "target" ("id") DEFERRABLE INITIALLY DEFERRED,
  "year" INTEGER NOT NULL,
  "number" REAL
) STRICT;

CREATE TABLE "question_standards" (
  "owner" TEXT NOT NULL REFERENCES "question" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure_serves" (
  "owner" TEXT NOT NULL REFERENCES "measure" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "requirement" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure_answers" (
  "owner" TEXT NOT NULL REFERENCES "measure" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "question" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure_prerequisites" (
  "owner" TEXT NOT NULL REFERENCES "measure" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure_reinforces" (
  "owner" TEXT NOT NULL REFERENCES "measure" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure_indicators" (
  "owner" TEXT NOT NULL REFERENCES "measure" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "indicator" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "message_cells" (
  "owner" TEXT NOT NULL REFERENCES "message" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "risk_cell" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "message_requires" (
  "owner" TEXT NOT NULL REFERENCES "message" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "area_languages" (
  "owner" TEXT NOT NULL REFERENCES "area" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "language" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "helpline_areas" (
  "owner" TEXT NOT NULL REFERENCES "helpline" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "area" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "law_amends" (
  "owner" TEXT NOT NULL REFERENCES "law" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "law" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "answer_provisions" (
  "owner" TEXT NOT NULL REFERENCES "answer" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "provision" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "value_cells" (
  "owner" TEXT NOT NULL REFERENCES "value" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "risk_cell" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "budget_earmark" (
  "owner" TEXT NOT NULL REFERENCES "budget" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure_profile_support" (
  "owner" TEXT NOT NULL REFERENCES "measure_profile" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "institution" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "objective_evidence" (
  "owner" TEXT NOT NULL REFERENCES "objective" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "value" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "objective_questions" (
  "owner" TEXT NOT NULL REFERENCES "objective" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "question" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "plan_output_measures" (
  "owner" TEXT NOT NULL REFERENCES "plan_output" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;

CREATE TABLE "lesson_measures" (
  "owner" TEXT NOT NULL REFERENCES "lesson" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL,
  "target" TEXT NOT NULL REFERENCES "measure" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("owner", "position")
) STRICT, WITHOUT ROWID;
