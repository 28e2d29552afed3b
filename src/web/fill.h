/* SPDX-License-Identifier: Apache-2.0
 *
 * web/fill.h -- the questions of a reporting form as fields of a page, for the
 * form at the desk and for the page that works without a network.
 */
#ifndef COP_WEB_FILL_H
#define COP_WEB_FILL_H

#include "model/report_form.h"
#include "web/page.h"

/* Who, where, when, choices and numbered boxes, inside an open form. Fields are
 * named by their codes; ids have the prefix before them, so that several forms
 * can stand on one page. */
void cop_part_questions(CopPage *p, const CopFormLayout *l, const char *prefix);

#endif
