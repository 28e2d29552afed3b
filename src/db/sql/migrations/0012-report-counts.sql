-- SPDX-License-Identifier: Apache-2.0
-- How many reports are set aside or example data is counted without reading all
-- of them: a running desk asks every second.
CREATE INDEX "report_held" ON "report" ("seq") WHERE "status" = 'held';
CREATE INDEX "report_synthetic" ON "report" ("seq") WHERE "synthetic" = 1;
