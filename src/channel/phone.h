/* SPDX-License-Identifier: Apache-2.0
 *
 * channel/phone.h -- dialogues on a telephone: menus by USSD, voice and SMS, as
 * steps with choices; and as flows of RapidPro (U-Report, TextIt).
 *
 * A step says its text and waits for one of its choices; without choices it
 * goes on to `next`, or ends. An answer that is none of the choices repeats the
 * step. Nothing of what a caller answers is kept: the flows name no results.
 */
#ifndef COP_CHANNEL_PHONE_H
#define COP_CHANNEL_PHONE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

#define COP_PHONE_END ((size_t)-1)

typedef struct {
  const char *key;    /* "1", "0", "*" */
  const char *label;  /* as a menu prints it; NULL: said within the text */
  size_t to;          /* index of a step, COP_PHONE_END */
} CopPhoneChoice;

typedef struct {
  const char *name;
  const char *text;
  const CopPhoneChoice *choices;
  size_t n_choices;
  size_t next;        /* where it goes without choices */
} CopPhoneStep;

typedef enum { COP_PHONE_TEXT, COP_PHONE_VOICE } CopPhoneMedium;

/* What a screen of a USSD menu shows: the text, then a line for each choice. The caller frees it. */
char *cop_phone_screen(const CopPhoneStep *step);

/* Screens over 160 characters (182 is the limit, not all networks show it),
 * over four choices of content, choices that lead nowhere and steps nobody
 * reaches: findings of kind channel. `ussd` limits the length. */
void cop_phone_check(const CopPhoneStep *steps, size_t n, bool ussd, CopDiags *diags);

/* An export file of RapidPro with one flow, spec version 13.1: text steps as
 * messages, voice steps as prompts that wait for one digit. UUIDs come from the
 * names, so that the same dialogue gives the same bytes. The caller frees it. */
char *cop_rapidpro_write(const char *name, const char *lang, CopPhoneMedium medium, const CopPhoneStep *steps, size_t n);

#endif
