/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/phrase.h -- numbers, money, dates and lists as words of a document.
 *
 * House rules (ITU English Language Style Guide; UN Editorial Manual; for
 * national documents the Philippine government's habits): whole numbers from
 * 10 and all numbers with units in figures, thousands grouped, "per cent" in
 * text and % only in tables, dates as 11 September 2025, ranges with an en
 * dash, money as symbol and millions. `us` spelling turns "per cent" into
 * "percent", "programme" into "program" and the like.
 *
 * Every function returns text in the arena.
 */
#ifndef COP_COMPOSE_PHRASE_H
#define COP_COMPOSE_PHRASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/model.h"

/* 112729484 -> "112,729,484"; decimals are fixed; "-" is the true minus. */
const char *cop_phrase_number(CopArena *a, double value, unsigned decimals);
/* As many decimals as the value carries, at most two: 48.8, 3,000, 0.25. */
const char *cop_phrase_figure(CopArena *a, double value);
/* "three", "12": under ten in words. */
const char *cop_phrase_count(CopArena *a, int64_t n);
/* The figure of a value: number, else range "0–4", else "not known". */
const char *cop_phrase_value(CopArena *a, const CopValue *v);

/* The country may be NULL: no symbol, two digits. 500000000 minor of PHP -> "₱5 million"; below a million "₱500,000". */
const char *cop_phrase_money(CopArena *a, const CopCountry *c, int64_t minor);
/* "₱0.5–5 million". */
const char *cop_phrase_money_range(CopArena *a, const CopCountry *c, int64_t low, int64_t high);
/* In millions with one decimal for tables whose head names the unit: "12.5". */
const char *cop_phrase_millions(CopArena *a, const CopCountry *c, int64_t minor);

/* "2025-09-11" -> "11 September 2025"; "2025-09" -> "September 2025". */
const char *cop_phrase_date(CopArena *a, const char *iso);
/* A period: "2021", "2022-11/2023-08" -> "November 2022 to August 2023". */
const char *cop_phrase_period(CopArena *a, const char *period);
/* Quarter q (from 0) of a plan that begins in first_year: "Q3 2027". */
const char *cop_phrase_quarter(CopArena *a, int64_t first_year, int q);
/* "Q3 2027–Q1 2028"; end is exclusive. */
const char *cop_phrase_quarters(CopArena *a, int64_t first_year, int start, int end);

/* "a, b and c"; an empty list gives "". */
const char *cop_phrase_list(CopArena *a, const char *const *items, size_t n);
/* First letter in upper case. */
const char *cop_phrase_sentence(CopArena *a, const char *text);
/* Text in the house spelling. */
const char *cop_phrase_spelling(CopArena *a, const char *text, bool us);
/* Every "{name}" replaced by its value; pairs are name, value, ..., NULL. An
 * unknown name stays. */
const char *cop_phrase_fill(CopArena *a, const char *text, const char *const *pairs);

#endif
