/* SPDX-License-Identifier: Apache-2.0 */
#include "model/discussion.h"

#include <string.h>

#include "base/json.h"
#include "model/audit.h"

static const char *const actions[COP_REMARK_KIND_MAX] = { [COP_REMARK_COMMENT] = "comment", [COP_REMARK_QUESTION] = "ask", [COP_REMARK_ANSWER] = "answer", [COP_REMARK_CLOSE] = "close" };

static void
settle(GArray *all, int64_t question)
{
  for (guint i = 0; i < all->len; i++)
    if (g_array_index(all, CopRemark, i).seq == question)
      g_array_index(all, CopRemark, i).open = false;
}

static void
take_entry(CopArena *a, GArray *all, const CopRows *r)
{
  const char *action = cop_rows_text(r, 3), *content = cop_rows_text(r, 5);
  const CopTree *t = content == NULL ? NULL : cop_json_read(a, content, strlen(content), NULL);
  int kind = 0;
  while (kind < COP_REMARK_KIND_MAX && strcmp(actions[kind], action) != 0)
    kind++;
  if (kind == COP_REMARK_KIND_MAX || t == NULL || cop_tree_member_text(t, "text") == NULL)
    return;
  const CopTree *question = cop_tree_member(t, "question");
  CopRemark x = { .seq = cop_rows_int(r, 0), .at = cop_arena_strdup(a, cop_rows_text(r, 1)), .actor = cop_arena_strdup(a, cop_rows_text(r, 2)), .kind = (CopRemarkKind)kind,
                  .about = cop_arena_strdup(a, cop_rows_text(r, 4)), .text = cop_tree_member_text(t, "text"), .to = cop_tree_member_text(t, "to"), .due = cop_tree_member_text(t, "due"),
                  .question = question == NULL || question->kind != COP_TREE_INT ? 0 : question->integer, .open = kind == COP_REMARK_QUESTION };
  if (x.question != 0)
    settle(all, x.question);
  g_array_append_val(all, x);
}

bool
cop_discussion_load(CopDb *db, CopArena *a, const char *about, CopDiscussion *d, GError **error)
{
  GError *local = NULL;
  *d = (CopDiscussion){ 0 };
  g_autoptr(CopRows) rows = about == NULL ? COP_QUERY0(db, discussion_all, error) : COP_QUERY(db, discussion_of, error, cop_p_text(about));
  if (rows == NULL)
    return false;
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopRemark));
  while (cop_rows_next(rows, &local))
    take_entry(a, all, rows);
  if (local != NULL) {
    g_propagate_error(error, local);
    return false;
  }
  CopRemark *items = cop_new_n(a, CopRemark, all->len);
  for (guint i = 0; i < all->len; i++)
    items[i] = g_array_index(all, CopRemark, i);
  *d = (CopDiscussion){ .n = all->len, .items = items };
  return true;
}

const CopRemark *
cop_discussion_question(const CopDiscussion *d, int64_t seq)
{
  for (size_t i = 0; i < d->n; i++)
    if (d->items[i].kind == COP_REMARK_QUESTION && d->items[i].seq == seq)
      return &d->items[i];
  return NULL;
}

bool
cop_discussion_add(CopDb *db, const CopRemark *r, GError **error)
{
  CopJson *j = cop_json_new_compact();
  cop_json_object(j);
  cop_json_key_text(j, "text", r->text);
  if (r->to != NULL)
    cop_json_key_text(j, "to", r->to);
  if (r->due != NULL)
    cop_json_key_text(j, "due", r->due);
  if (r->question != 0)
    cop_json_key_int(j, "question", r->question);
  cop_json_end(j);
  g_autofree char *content = cop_json_finish(j);
  const CopAuditEntry entry = { .actor = r->actor, .action = actions[r->kind], .entity = "discussion", .record = r->about, .content = content };
  g_auto(CopTxn) txn = { 0 };
  return cop_txn_begin(&txn, db, error) && cop_audit_add(db, &entry, error) && cop_txn_commit(&txn, error);
}
