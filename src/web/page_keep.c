/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_keep.c -- administration: what is there to keep the desk in order. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "config.h"
#include "model/audit.h"
#include "web/desk.h"
#include "web/part.h"
#include "web/provider_part.h"
#include "web/webhooks.h"

void cop_page_admin(CopPage *p);
void cop_page_backup(CopPage *p);

/* --- administration --- */

static void
write_line(CopPage *p, const char *term, const char *text)
{
  COP_TEXT(p->h, COP_DT, term);
  COP_TEXT(p->h, COP_DD, text);
}

static void
write_store(CopPage *p)
{
  CopHtml *h = p->h;
  struct stat st;
  COP_EL (h, COP_DL, cop_a(COP_A_CLASS, "facts-list")) {
    write_line(p, T_("Version of copkit"), COP_VERSION);
    if (p->desk->store != NULL && stat(p->desk->store, &st) == 0) {
      g_autofree char *name = g_path_get_basename(p->desk->store);
      write_line(p, T_("Store"), cop_arena_printf(p->a, "%s, %s", name, cop_say_bytes(p, st.st_size)));
    }
    int64_t records = 0;
    for (int e = 0; e < COP_ENTITY_MAX; e++)
      records += (int64_t)cop_model_count(p->m, (CopEntity)e);
    write_line(p, T_("Records"), cop_say_int(p, records));
    write_line(p, T_("Field reports"), cop_say_int(p, p->s->facts->n_reports));
  }
}

/* The chain is read whole, so this page is not quick on a large log. */
static void
write_chain(CopPage *p, CopDb *db)
{
  g_auto(CopAuditCheck) check = { 0 };
  g_autoptr(GError) error = NULL;
  if (!cop_audit_verify(db, NULL, &check, &error)) {
    cop_part_notice(p, COP_NOTICE_WARN, T_("The log cannot be read"), error->message);
    return;
  }
  if (check.broken_at > 0)
    cop_part_notice(p, COP_NOTICE_WARN, cop_arena_printf(p->a, T_("The log is broken at entry %s"), cop_say_int(p, check.broken_at)), check.broken_why);
  else if (check.n_unlogged > 0)
    cop_part_notice(p, COP_NOTICE_WARN, T_("Records were changed round the log"),
                    cop_arena_printf(p->a, T_("%s records are not as their last entry left them; the first is %s."), cop_say_int(p, (int64_t)check.n_unlogged), check.unlogged));
  else
    cop_part_notice(p, COP_NOTICE_DONE, T_("The log is whole"),
                    cop_arena_printf(p->a, T_("%s entries, each bound to all before it. Hash of the last: %s"), cop_say_int(p, check.n), check.head));
}

static void
write_log(CopPage *p, CopDb *db)
{
  CopHtml *h = p->h;
  CopAuditEntries entries;
  g_autoptr(GError) error = NULL;
  if (!cop_audit_recent(db, p->a, 20, &entries, &error))
    return;
  COP_EL (h, COP_OL, cop_a(COP_A_CLASS, "history"))
    for (size_t i = 0; i < entries.n; i++) {
      const CopAuditEntry *x = &entries.items[i];
      CopEntity e = cop_entity_by_name(x->entity);
      COP_EL (h, COP_LI) {
        COP_TEXT(h, COP_TIME, cop_say_instant(p, x->at), cop_a(COP_A_DATETIME, x->at));
        cop_html_textf(h, " – %s: %s ", x->actor, x->action);
        if (e != COP_ENTITY_MAX && cop_model_record(p->m, e, x->record) != NULL)
          COP_TEXT(h, COP_A, cop_arena_printf(p->a, "%s %s", x->entity, x->record), cop_link(COP_A_HREF, cop_url_path(p->a, "record", x->entity, x->record, NULL)));
        else
          cop_html_textf(h, "%s %s", x->entity, x->record);
      }
    }
}

/* What other programs are told; only whoever keeps the desk sees it. */
static void
write_webhooks(CopPage *p)
{
  CopWebhooks all;
  g_autoptr(GError) error = NULL;
  if (!cop_page_may(p, COP_RIGHT_ADMIN) || !cop_webhook_read(p, &all, NULL, 0, NULL, NULL, &error))
    return;
  size_t off = 0;
  for (size_t i = 0; i < all.n; i++)
    off += all.items[i].state == COP_WEBHOOK_DISABLED;
  COP_SECTION_OF(p, "webhooks", T_("Webhooks"), T_("Other programs that are told what changed.")) {
    if (off > 0)
      cop_part_notice(p, COP_NOTICE_WARN, T_("An endpoint was switched off"), T_("It did not take its messages for days, or said that it is gone. Open it to see why."));
    COP_EL (p->h, COP_P)
      COP_TEXT(p->h, COP_A, all.n == 0 ? T_("No program is told anything: add an endpoint") : cop_arena_printf(p->a, T_("Endpoints: %s"), cop_say_int(p, (int64_t)all.n)),
               cop_link(COP_A_HREF, cop_url_path(p->a, "admin", "webhooks", NULL)));
  }
}

void
cop_page_admin(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Administration"),
                                                               .nav = "/admin",
                                                               .lead = T_("The store, its log, and a copy of everything in one file."),
                                                               .action = cop_page_may(p, COP_RIGHT_ADMIN) ? T_("Download a backup") : NULL,
                                                               .action_url = cop_url_path(p->a, "admin", "backup", NULL) });
  COP_SECTION_OF(p, "store", T_("Store"), NULL)
    write_store(p);
  cop_part_provider_admin(p);
  write_webhooks(p);
  CopDb *db = cop_desk_borrow(p->desk, &error);
  if (db == NULL) {
    cop_part_notice(p, COP_NOTICE_WARN, T_("The store cannot be opened"), error->message);
    return;
  }
  COP_SECTION_OF(p, "log", T_("Log of changes"), NULL) {
    write_chain(p, db);
    write_log(p, db);
  }
  cop_desk_return(p->desk, db);
}

/* The copy is made beside other temporary files, opened by name once, and gone
 * from the folder before the first byte is sent. */
void
cop_page_backup(CopPage *p)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp("copkit-backup-XXXXXX", &error);
  CopDb *db = dir == NULL ? NULL : cop_desk_borrow(p->desk, &error);
  g_autofree char *file = dir == NULL ? NULL : g_build_filename(dir, "backup.cop", NULL);
  p->personal = true;
  bool made = db != NULL && cop_db_backup(db, file, &error);
  if (db != NULL)
    cop_desk_return(p->desk, db);
  if (made) {
    p->rs->type = "application/vnd.sqlite3";
    p->rs->file = g_strdup(file);
    p->rs->unlink_file = true;
    cop_response_header(p->rs, "Content-Disposition", cop_arena_printf(p->a, "attachment; filename=\"copkit-%s.cop\"", p->today));
  } else {
    cop_page_error(p, 500, T_("No backup was made"), error->message);
  }
  if (dir != NULL && !made)
    g_rmdir(dir);
}
