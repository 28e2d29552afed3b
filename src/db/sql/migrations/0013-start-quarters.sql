-- SPDX-License-Identifier: Apache-2.0
-- School and season: the quarters of a year a measure may start in.

ALTER TABLE "measure_profile" ADD COLUMN "start_quarters" TEXT;
