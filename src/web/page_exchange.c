/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_exchange.c -- where the records come from, and what others can take
 * from here in forms their programs read. */
#include <string.h>

#include "exchange/akn.h"
#include "exchange/ciso.h"
#include "exchange/oscal.h"
#include "model/installed.h"
#include "web/desk.h"
#include "web/grid.h"
#include "web/part.h"

void cop_page_exchange(CopPage *p);
void cop_page_exchange_file(CopPage *p);

#define REVIEW "legal-review"
#define MAPPING "legal-review-mapping"

/* --- packs --- */

static void
write_packs(CopPage *p)
{
  CopHtml *h = p->h;
  g_autoptr(GHashTable) origins = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  int64_t own = 0;
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    for (size_t i = 0; i < cop_model_count(p->m, (CopEntity)e); i++) {
      const char *origin = ((const CopRecord *)cop_model_at(p->m, (CopEntity)e, i))->origin;
      if (origin == NULL || *origin == '\0') {
        own++;
        continue;
      }
      if (!g_hash_table_contains(origins, origin))
        g_ptr_array_add(names, (gpointer)origin);
      g_hash_table_insert(origins, (gpointer)origin, GSIZE_TO_POINTER(GPOINTER_TO_SIZE(g_hash_table_lookup(origins, origin)) + 1));
    }
  COP_SECTION_OF(p, "packs", T_("Where the records come from"), NULL)
    COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "plain")) {
      for (guint i = 0; i < names->len; i++)
        COP_EL (h, COP_LI)
          cop_html_textf(h, T_("Pack '%s': %s records, unchanged since it was read"), (const char *)g_ptr_array_index(names, i),
                         cop_say_int(p, (int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(origins, g_ptr_array_index(names, i)))));
      COP_EL (h, COP_LI)
        cop_html_textf(h, cop_ntr(p->words, "%s record written or changed here", "%s records written or changed here", (unsigned long)own), cop_say_int(p, own));
    }
}

/* --- files for other programs --- */

static CopUrl
file_url(CopPage *p, const char *format, const char *id)
{
  return cop_url_path(p->a, "exchange", format, id, NULL);
}

static void
add_framework(CopPage *p, CopGrid *g, const char *id, const char *title, const char *lang, bool ciso)
{
  CopGridCell *c = cop_grid_row(g);
  cop_grid_text(&c[0], title);
  c[0].lang = lang;
  cop_grid_text(&c[1], "OSCAL");
  c[1].link = file_url(p, "oscal", id);
  cop_grid_text(&c[2], ciso ? "CISO Assistant" : NULL);
  if (ciso)
    c[2].link = file_url(p, "ciso", id);
}

static void
write_frameworks(CopPage *p)
{
  static const CopGridColumn columns[] = { { "framework", N_("Framework"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "oscal", N_("OSCAL catalog"), COP_CELL_TEXT, 0, 0 },
                                           { "ciso", N_("Library"), COP_CELL_TEXT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "exchange-frameworks", T_("Frameworks"), columns, G_N_ELEMENTS(columns));
  g->plain = true;
  for (size_t i = 0; i < p->m->frameworks.n; i++) {
    const CopFramework *f = &p->m->frameworks.items[i];
    const char *lang;
    const char *title = cop_field_text(p, COP_ENTITY_framework, f, "title", &lang);
    add_framework(p, g, f->id, title, lang, true);
  }
  add_framework(p, g, REVIEW, T_("Legal review: the questions"), NULL, false);
  add_framework(p, g, MAPPING, T_("Legal review: which clauses stand behind which question"), NULL, false);
  cop_part_grid(g);
}

static void
write_laws(CopPage *p)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "plain"))
    for (size_t i = 0; i < p->m->laws.n; i++)
      COP_EL (h, COP_LI) {
        COP_TEXT(h, COP_A, p->m->laws.items[i].number, cop_link(COP_A_HREF, file_url(p, "akn", p->m->laws.items[i].id)));
        COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, " %s", p->m->laws.items[i].title), cop_a(COP_A_LANG, "en"), cop_a(COP_A_CLASS, "hint"));
      }
}

void
cop_page_exchange(CopPage *p)
{
  CopHtml *h = p->h;
  g_auto(CopFrameScope) frame = cop_frame_open(
    p, &(CopFrame){ .title = T_("Exchange"), .nav = "/exchange", .lead = T_("What comes from elsewhere, and what others can take from here.") });
  write_packs(p);
  COP_SECTION_OF(p, "take", T_("To take away"), T_("Each table of the desk has a file behind it. For programs there is an interface with everything.")) {
    COP_EL (h, COP_UL, cop_a(COP_A_CLASS, "plain")) {
      COP_EL (h, COP_LI)
        COP_TEXT(h, COP_A, T_("All kinds of records, each as CSV, JSON or XLSX"), cop_link(COP_A_HREF, cop_url_path(p->a, "records", NULL)));
      COP_EL (h, COP_LI)
        COP_TEXT(h, COP_A, T_("Interface for programs (OpenAPI 3.1)"), cop_link(COP_A_HREF, cop_url_path(p->a, "api", "v1", "openapi.json", NULL)));
    }
  }
  COP_SECTION_OF(p, "frameworks", T_("Frameworks for other compliance programs"), T_("Requirements in our own words. Answers and self-assessments are not in these files."))
    write_frameworks(p);
  COP_SECTION_OF(p, "laws", T_("Laws as Akoma Ntoso"), T_("Texts as they came or were typed; of the other laws digests in our own words, which say that they are not the text of the law."))
    COP_EL (h, COP_DETAILS) {
      COP_TEXT(h, COP_SUMMARY, cop_arena_printf(p->a, cop_ntr(p->words, "%s law", "%s laws", p->m->laws.n), cop_say_int(p, (int64_t)p->m->laws.n)));
      write_laws(p);
    }
}

/* --- a file --- */

/* The licence of the pack a framework came in; NULL when it is not known. */
static const char *
licence_of(CopPage *p, const CopFramework *f)
{
  CopInstalledPacks packs;
  CopDb *db = cop_desk_borrow(p->desk, NULL);
  if (db == NULL)
    return NULL;
  const CopInstalled *pack = cop_installed_load(db, p->a, &packs, NULL) ? cop_installed_find(&packs, f->origin) : NULL;
  cop_desk_return(p->desk, db);
  return pack == NULL ? NULL : pack->licence;
}

static char *
make_file(CopPage *p, const char *format, const char *id, const char *made)
{
  const CopFramework *f = cop_model_framework(p->m, id);
  const CopLaw *law = cop_model_law(p->m, id);
  if (strcmp(format, "akn") == 0)
    return law == NULL ? NULL : cop_akn_law(p->m, law, made);
  if (strcmp(format, "ciso") == 0)
    return f == NULL ? NULL : cop_ciso_library(p->m, f, licence_of(p, f), cop_ciso_version(made), made);
  if (strcmp(format, "oscal") != 0)
    return NULL;
  if (f != NULL)
    return cop_oscal_catalog(p->m, f, made);
  return strcmp(id, REVIEW) == 0 ? cop_oscal_questions(p->m, made) : strcmp(id, MAPPING) == 0 ? cop_oscal_mapping(p->m, made) : NULL;
}

void
cop_page_exchange_file(CopPage *p)
{
  static const struct {
    const char *format, *suffix, *type;
  } formats[] = { { "akn", ".akn.xml", "application/akn+xml" }, { "ciso", ".ciso.yaml", "application/yaml" }, { "oscal", ".oscal.json", "application/json" } };
  char made[COP_INSTANT_SIZE];
  char *text = make_file(p, p->args[0], p->args[1], cop_instant_now(made));
  p->personal = true; /* it names the moment it was made */
  if (text == NULL) {
    cop_page_missing(p, p->rq->path);
    return;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (strcmp(formats[i].format, p->args[0]) == 0) {
      char *name = g_strdelimit(cop_arena_strdup(p->a, p->args[1]), "/", '-');
      p->rs->type = formats[i].type;
      cop_response_header(p->rs, "Content-Disposition", cop_arena_printf(p->a, "attachment; filename=\"%s%s\"", name, formats[i].suffix));
    }
  p->rs->body = g_bytes_new_take(text, strlen(text));
}
