/* SPDX-License-Identifier: Apache-2.0
 *
 * model/discussion.h -- what people say to each other about a record: comments,
 * questions put to an institution with a day by which it should answer, answers.
 *
 * They are entries of the log (model/audit.h; entity "discussion", record
 * "kind/id", action one of the words below) and so are never changed or taken
 * away: whoever adds one first looks for what could tell who a child is. A
 * question is open until it is answered or closed.
 */
#ifndef COP_MODEL_DISCUSSION_H
#define COP_MODEL_DISCUSSION_H

#include "base/arena.h"
#include "db/db.h"

enum { COP_REMARK_MAX = 4000 }; /* bytes of a text */

typedef enum {
  COP_REMARK_COMMENT,
  COP_REMARK_QUESTION, /* to an institution */
  COP_REMARK_ANSWER,   /* to a question */
  COP_REMARK_CLOSE,    /* the question needs no answer any more */
  COP_REMARK_KIND_MAX
} CopRemarkKind;

typedef struct {
  int64_t seq;          /* of the log */
  const char *at;       /* UTC */
  const char *actor;
  CopRemarkKind kind;
  const char *about;    /* "kind/id" of the record */
  const char *text;     /* never NULL */
  const char *to;       /* institution; questions only */
  const char *due;      /* ISO day; questions only, may be NULL */
  int64_t question;     /* seq of the question an answer or closing belongs to; else 0 */
  bool open;            /* a question nobody has answered or closed */
} CopRemark;

typedef struct {
  size_t n;
  const CopRemark *items; /* in the order they were made */
} CopDiscussion;

/* Of one record, or of all where `about` is NULL. An entry that cannot be read
 * is left out. In the arena. */
bool cop_discussion_load(CopDb *db, CopArena *a, const char *about, CopDiscussion *d, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The question of that number; NULL when there is none. */
const CopRemark *cop_discussion_question(const CopDiscussion *d, int64_t seq);
/* Adds one in a transaction of its own; seq, at and open are not read. */
bool cop_discussion_add(CopDb *db, const CopRemark *r, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
