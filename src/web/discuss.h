/* SPDX-License-Identifier: Apache-2.0
 *
 * web/discuss.h -- what people say to each other about a record, on its page and
 * where it waits for somebody (model/discussion.h). Whoever sees a record may
 * comment on it and put questions; an institution also answers what it was asked
 * about a record it does not see.
 */
#ifndef COP_WEB_DISCUSS_H
#define COP_WEB_DISCUSS_H

#include "model/discussion.h"
#include "web/page.h"

/* The section on the page of a record, with a way to say something. */
void cop_part_discussion(CopPage *p, CopEntity e, const CopRecord *record);
/* Questions that wait for this person's institutions, each with a form to
 * answer; nothing when there are none. */
void cop_part_asked(CopPage *p);
/* Open questions that concern the person: put to their institutions, or to
 * anybody where they see everything. In the arena; none when the store cannot
 * be read. */
size_t cop_discuss_open(CopPage *p, const CopRemark **out);

#endif
