/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_mine.c -- what is somebody's own to do: the records of their
 * institution or area, the parts of the desk their roles open, and what they
 * changed last. It is the first page of whoever does not see the overview. */
#include <string.h>

#include "model/audit.h"
#include "web/desk.h"
#include "web/discuss.h"
#include "web/part.h"
#include "web/people.h"

void cop_page_mine(CopPage *p);

enum { SHOWN = 100 };

/* Records of a kind that belong to one of the person's institutions or areas. */
static GPtrArray *
own_records(CopPage *p, CopEntity e)
{
  GPtrArray *own = g_ptr_array_new();
  const CopAccess *a = &p->who->access;
  for (size_t i = 0; i < cop_model_count(p->m, e); i++) {
    const void *r = cop_model_at(p->m, e, i);
    bool mine = false;
    for (size_t k = 0; k < a->n && !mine; k++) {
      CopScope scope = cop_user_role(a->grants[k].role)->scope;
      mine = scope != COP_SCOPE_COUNTRY && cop_record_in_scope(p->m, e, r, scope, a->grants[k].target);
    }
    if (mine && cop_page_edits(p, e, r) != 0)
      g_ptr_array_add(own, (gpointer)r);
  }
  return own;
}

static bool
write_own(CopPage *p)
{
  CopHtml *h = p->h;
  bool any = false;
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    g_autoptr(GPtrArray) own = own_records(p, (CopEntity)e);
    if (own->len == 0)
      continue;
    any = true;
    COP_SECTION_OF(p, cop_entity((CopEntity)e)->name, cop_say_kind(p, (CopEntity)e), NULL)
      COP_EL (h, COP_UL)
        for (guint i = 0; i < own->len && i < SHOWN; i++) {
          const CopRecord *r = g_ptr_array_index(own, i);
          COP_EL (h, COP_LI) {
            cop_part_record(p, (CopEntity)e, r);
            cop_html_text(h, " · ");
            COP_TEXT(h, COP_A, T_("Change"), cop_link(COP_A_HREF, cop_url_path(p->a, "edit", cop_entity((CopEntity)e)->name, r->id, NULL)),
                     cop_a(COP_A_ARIA_LABEL, cop_arena_printf(p->a, "%s: %s", T_("Change"), r->id)));
          }
        }
  }
  return any;
}

/* Kinds the person may change somewhere, when nothing is theirs by scope. */
static void
write_kinds(CopPage *p)
{
  CopHtml *h = p->h;
  bool edits = cop_page_may(p, COP_RIGHT_EDIT);
  COP_SECTION_OF(p, "kinds", edits ? T_("What you may change") : T_("What you may read"), NULL)
    COP_EL (h, COP_UL)
      for (int e = 0; e < COP_ENTITY_MAX; e++)
        if (edits ? cop_page_edits(p, (CopEntity)e, NULL) != 0 : cop_access_sees_kind(&p->who->access, (CopEntity)e))
          COP_EL (h, COP_LI) {
            COP_TEXT(h, COP_A, cop_say_kind(p, (CopEntity)e), cop_link(COP_A_HREF, cop_url_path(p->a, "records", cop_entity((CopEntity)e)->name, NULL)));
            cop_html_textf(h, " – %s", T_(cop_entity((CopEntity)e)->doc));
          }
}

static void
write_last(CopPage *p)
{
  CopHtml *h = p->h;
  CopAuditEntries entries;
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  const char *actor = p->who->id != NULL ? p->who->id : g_get_user_name();
  size_t shown = 0;
  bool ok = db != NULL && cop_audit_recent(db, p->a, 500, &entries, NULL);
  cop_desk_return(p->desk, db);
  COP_SECTION_OF(p, "last", T_("What you changed last"), NULL) {
    COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "history"))
      for (size_t i = 0; ok && i < entries.n && shown < 20; i++) {
        const CopAuditEntry *x = &entries.items[i];
        CopEntity e = cop_entity_by_name(x->entity);
        const CopRecord *r = e == COP_ENTITY_MAX ? NULL : cop_model_record(p->m, e, x->record);
        if (strcmp(x->actor, actor) != 0 || r == NULL || !cop_page_sees(p, e, r))
          continue;
        shown++;
        COP_EL (h, COP_LI) {
          COP_TEXT(h, COP_TIME, cop_say_instant(p, x->at), cop_a(COP_A_DATETIME, x->at));
          cop_html_text(h, " – ");
          cop_part_record(p, e, r);
        }
      }
    if (shown == 0)
      COP_TEXT(h, COP_P, T_("Nothing yet."));
  }
}

void
cop_page_mine(CopPage *p)
{
  p->personal = true;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Mine"), .nav = "/mine", .lead = T_("What is yours to do on this desk.") });
  cop_part_asked(p);
  if (!write_own(p))
    write_kinds(p);
  write_last(p);
}
