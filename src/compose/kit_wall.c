/* SPDX-License-Identifier: Apache-2.0
 *
 * What hangs, sticks and is played: calendar for a wall, the school's bulletin,
 * stickers, the board game. The game exists in a language when every square that says something does.
 */
#include <string.h>

#include "base/date.h"
#include "base/lang.h"
#include "base/locale.h"
#include "compose/kit_priv.h"
#include "compose/targets.h"
#include "doc/build.h"
#include "figure/board.h"
#include "figure/month.h"

#define MONTHS 12u
#define LEAST 6u /* messages, for a year of two turns or half a sheet */

/* --- messages of a year: carers', then children's that carers should know, then all --- */

static bool
is_whole(const CopKitContext *c, CopArena *a, const CopMessage *m, const char *lang)
{
  return cop_kit_text(c, a, m->id, COP_FORM_POSTER, lang) != NULL && cop_kit_text(c, a, m->id, COP_FORM_ACT, lang) != NULL;
}

static size_t
twelve(const CopKitContext *c, CopArena *a, const char *lang, bool children, const CopMessage *list[MONTHS])
{
  size_t n_messages, n = 0;
  const CopMessage *messages = cop_read_messages(c->read, &n_messages);
  for (int pass = 0; pass < 3; pass++)
    for (size_t i = 0; i < n_messages && n < MONTHS; i++) {
      const CopMessage *m = &messages[i];
      const CopSegment *s = cop_read_segment(c->read, m->segment);
      CopAudience role = s == NULL ? COP_AUDIENCE_PUBLIC : s->role, first = children ? COP_AUDIENCE_CHILD : COP_AUDIENCE_CARER;
      int wanted = role == first ? 0 : role == COP_AUDIENCE_CHILD || role == COP_AUDIENCE_CARER ? 1 : 2;
      if (wanted == pass && is_whole(c, a, m, lang))
        list[n++] = m;
    }
  return n;
}

/* --- calendar --- */

/* The year that is hung up: this one until June, then the next. */
static int
year_of(const char *date)
{
  CopDate d = cop_date_read(date);
  return d.month >= 7 ? d.year + 1 : d.year;
}

static void
add_leaf(const CopKitContext *c, CopDoc *d, const CopMessage *m, int year, int month, CopDiags *diags)
{
  const char *lang = d->meta.lang;
  CopNode *leaf = cop_add_block(d, d->root, COP_ROLE_PANEL);
  cop_kit_add_picture(c, d, leaf, m->id, diags);
  const char *act = cop_kit_text(c, d->arena, m->id, COP_FORM_ACT, lang);
  cop_node_from(d, cop_add_para(d, cop_add_block(d, leaf, COP_ROLE_DO_LINE), act), "message", m->id);
  g_autoptr(CopLocale) l = cop_locale_new(lang);
  g_autofree char *name = cop_locale_date(l, cop_date_read(cop_arena_printf(d->arena, "%04d-%02d", year, month)), COP_DATE_LONG);
  cop_add_para(d, cop_add_block(d, leaf, COP_ROLE_HEADLINE), cop_arena_strdup(d->arena, name));
  const CopDrawing *days = cop_month_draw(d->arena, year, month, lang, c->country->id, &d->meta.palette);
  cop_add_figure(d, cop_add_block(d, leaf, COP_ROLE_BODY), NULL, NULL, days, cop_arena_strdup(d->arena, name));
}

static bool
compose_calendar(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *list[MONTHS];
  size_t n = twelve(c, a, p->lang, false, list);
  int year = year_of(c->date);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_CALENDAR_A3, cop_arena_printf(a, "%d", year));
  for (size_t i = 0; i < MONTHS && n > 0; i++)
    add_leaf(c, d, list[i % n], year, (int)i + 1, diags);
  cop_kit_add_helpline(c, d, d->root, p->lang, 76);
  cop_kit_add_footer(c, d, d->root, cop_arena_printf(a, "CALENDAR-%d", year), false);
  out->doc = d;
  return true;
}

/* --- school bulletin: for the board at the gate, another one each month --- */

enum { BULLETIN_ROWS = 3 };

/* A child's, a teacher's and a carer's message, each the next in the catalogue's
 * order as months pass. */
static size_t
of_the_month(const CopKitContext *c, CopArena *a, const char *lang, const CopMessage *list[BULLETIN_ROWS])
{
  static const CopAudience readers[BULLETIN_ROWS] = { COP_AUDIENCE_CHILD, COP_AUDIENCE_TEACHER, COP_AUDIENCE_CARER };
  size_t n_messages, n = 0;
  const CopMessage *messages = cop_read_messages(c->read, &n_messages);
  const CopMessage **fit = cop_new_n(a, const CopMessage *, n_messages + 1);
  CopDate d = cop_date_read(c->date);
  size_t month = (size_t)(d.year * 12 + d.month);
  for (size_t r = 0; r < BULLETIN_ROWS; r++) {
    size_t n_fit = 0;
    for (size_t i = 0; i < n_messages; i++) {
      const CopSegment *s = cop_read_segment(c->read, messages[i].segment);
      if (s != NULL && s->role == readers[r] && is_whole(c, a, &messages[i], lang))
        fit[n_fit++] = &messages[i];
    }
    if (n_fit > 0)
      list[n++] = fit[month % n_fit];
  }
  return n;
}

static bool
compose_school_bulletin(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  const CopMessage *list[BULLETIN_ROWS];
  size_t n = of_the_month(c, a, p->lang, list);
  g_autoptr(CopLocale) l = cop_locale_new(p->lang);
  g_autofree char *month = cop_locale_date(l, cop_date_read(cop_arena_strndup(a, c->date, strlen("2027-01"))), COP_DATE_LONG);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_EASY_READ, cop_arena_printf(a, "%s\u00a0– %s", cop_tr(words, "School bulletin"), month));
  cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), d->meta.title);
  for (size_t i = 0; i < n; i++) {
    CopNode *row = cop_add_block(d, d->root, COP_ROLE_PANEL);
    cop_kit_add_picture(c, d, row, list[i]->id, diags);
    CopNode *text = cop_add_para(d, cop_add_block(d, row, COP_ROLE_BODY), NULL);
    cop_node_from(d, text, "message", list[i]->id);
    const char *line = cop_kit_text(c, a, list[i]->id, COP_FORM_POSTER, p->lang);
    bool closed = g_unichar_ispunct(g_utf8_get_char(g_utf8_prev_char(line + strlen(line))));
    cop_add_styled(d, text, COP_NODE_STRONG, line);
    cop_add_text(d, text, cop_arena_printf(a, closed ? " %s" : "\u00a0– %s", cop_kit_text(c, a, list[i]->id, COP_FORM_ACT, p->lang)));
  }
  CopNode *whom = cop_add_block(d, d->root, COP_ROLE_PANEL);
  cop_add_paraf(d, cop_add_block(d, whom, COP_ROLE_BODY), "%s: ____________________", cop_tr(words, "Whom to tell in our school"));
  cop_kit_add_helpline(c, d, d->root, p->lang, 70);
  cop_kit_add_footer(c, d, d->root, cop_arena_printf(a, "BULLETIN-%.7s", c->date), false);
  out->doc = d;
  return true;
}

/* --- stickers --- */

static bool
compose_stickers(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopMessage *list[MONTHS];
  size_t n = twelve(c, a, p->lang, true, list);
  const CopHelpline *h = cop_kit_helpline(c);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_STICKERS, cop_tr(cop_catalogues_for(c->words, p->lang), "Ask for help"));
  for (size_t i = 0; i < MONTHS && n > 0; i++) { /* few messages fill the sheet by coming again */
    const CopMessage *m = list[i % n];
    CopNode *panel = cop_add_block(d, d->root, COP_ROLE_PANEL);
    cop_kit_add_picture(c, d, panel, m->id, diags);
    cop_node_from(d, cop_add_para(d, cop_add_block(d, panel, COP_ROLE_HEADLINE), cop_kit_text(c, a, m->id, COP_FORM_POSTER, p->lang)), "message", m->id);
    if (h != NULL)
      cop_node_from(d, cop_add_para(d, cop_add_block(d, panel, COP_ROLE_DO_LINE), h->number), "helpline", h->id);
  }
  cop_kit_add_footer(c, d, d->root, "STICKERS-1", false);
  out->doc = d;
  return true;
}

/* --- board game --- */

static const CopBoardSquare **
squares_of(const CopKitContext *c, CopArena *a, size_t *n)
{
  const CopBoardSquare *board_squares = cop_read_board_squares(c->read, n);
  const CopBoardSquare **list = cop_new_n(a, const CopBoardSquare *, *n + 1);
  for (size_t i = 0; i < *n; i++) {
    const CopBoardSquare *s = &board_squares[i];
    if (s->position < 1 || (size_t)s->position > *n)
      return NULL;
    list[s->position - 1] = s;
  }
  for (size_t i = 0; i < *n; i++)
    if (list[i] == NULL)
      return NULL;
  return list;
}

static const char *const rules[] = { N_("Throw, walk, read."), N_("Ladder: climb."), N_("Slide: say whom you would tell and your first words, and stay."), N_("Stuck? A friend may help."),
                                     N_("Helper: say the number together, throw again."), N_("Talk or act: do it."), N_("When you are home, help the others. The game ends when everyone is home.") };

static bool
compose_game(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error, (void)diags;
  static const CopSquareIs kinds[] = { [COP_SQUARE_FREE] = COP_SQUARE_IS_FREE,     [COP_SQUARE_LADDER] = COP_SQUARE_IS_LADDER, [COP_SQUARE_SLIDE] = COP_SQUARE_IS_SLIDE,
                                       [COP_SQUARE_HELPER] = COP_SQUARE_IS_HELPER, [COP_SQUARE_TALK] = COP_SQUARE_IS_TALK,     [COP_SQUARE_ACT] = COP_SQUARE_IS_ACT };
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  size_t n;
  const CopBoardSquare **list = squares_of(c, a, &n);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_BOARD_A3, cop_kit_filled(c, a, COP_ENTITY_board_square, list[n - 1]->id, "text", p->lang));
  cop_add_para(d, cop_add_block(d, d->root, COP_ROLE_HEADLINE), d->meta.title);
  CopSquare *squares = cop_new_n(a, CopSquare, n);
  for (size_t i = 0; i < n; i++)
    squares[i] = (CopSquare){ kinds[list[i]->kind], list[i]->leads_to > 0 ? (unsigned)list[i]->leads_to : 0 };
  const CopDrawing *board = cop_board_draw(a, squares, (unsigned)n, &d->meta.palette, cop_lang_rtl(p->lang));
  cop_node_in(d, cop_add_figure(d, cop_add_block(d, d->root, COP_ROLE_PICTURE), NULL, NULL, board,
                                "Board of forty squares; ladders lead up from acts that helped, slides down from things that happen"), "en");
  for (size_t i = 0; i < n; i++) {
    CopNode *panel = cop_add_block(d, d->root, COP_ROLE_PANEL);
    const char *text = cop_kit_filled(c, a, COP_ENTITY_board_square, list[i]->id, "text", p->lang);
    if (text != NULL && text[0] != '\0')
      cop_node_from(d, cop_add_para(d, cop_add_block(d, panel, COP_ROLE_BODY), text), "board_square", list[i]->id);
  }
  CopNode *how = cop_add_block(d, d->root, COP_ROLE_DO_LINE);
  for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
    cop_add_para(d, how, cop_tr(words, rules[i]));
  cop_kit_add_helpline(c, d, d->root, p->lang, 60);
  cop_kit_add_footer(c, d, d->root, "GAME-1", false);
  out->doc = d;
  return true;
}

/* --- lists --- */

/* Months and days in another language are no calendar. */
static bool
has_months(const char *lang)
{
  g_autoptr(CopLocale) own = cop_locale_new(lang), english = cop_locale_new("en");
  g_autofree char *a = cop_locale_month(own, 2), *b = cop_locale_month(english, 2);
  return strcmp(lang, "en") == 0 || strcmp(a, b) != 0;
}

static bool
has_calendar(const CopKitContext *c, CopArena *a, const char *lang)
{
  const CopMessage *list[MONTHS];
  return twelve(c, a, lang, false, list) >= LEAST && has_months(lang);
}

static bool
has_stickers(const CopKitContext *c, CopArena *a, const char *lang)
{
  const CopMessage *list[MONTHS];
  return twelve(c, a, lang, true, list) >= LEAST;
}

static bool
has_game(const CopKitContext *c, CopArena *a, const char *lang)
{
  size_t n;
  const CopBoardSquare **list = squares_of(c, a, &n);
  for (size_t i = 0; list != NULL && i < n; i++)
    if (list[i]->text != NULL && cop_kit_own_text(c, COP_ENTITY_board_square, list[i]->id, "text", lang) == NULL)
      return false;
  return list != NULL && n > 0;
}

static void
list_wall(const CopKitContext *c, CopProducts *pieces, const char *const *langs, const char *target, const char *id, const char *audience,
          bool (*has)(const CopKitContext *, CopArena *, const char *), CopComposeKitFn compose)
{
  g_autoptr(CopArena) a = cop_arena_new();
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    if (!has(c, a, lang))
      continue;
    g_autofree char *stem = g_strdup_printf("%s/%s/%s", target, lang, id);
    cop_products_add(pieces, &(CopProduct){ .target = target, .stem = stem, .lang = lang, .audience = audience, .formats = COP_FORMAT_BIT(COP_FORMAT_PDF), .compose_kit = compose });
  }
}

void
cop_target_calendar(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_wall(c, pieces, langs, "kit/calendar", "calendar", "families", has_calendar, compose_calendar);
}

static bool
has_school_bulletin(const CopKitContext *c, CopArena *a, const char *lang)
{
  const CopMessage *list[BULLETIN_ROWS];
  return of_the_month(c, a, lang, list) >= 2;
}

void
cop_target_school_bulletin(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_wall(c, pieces, langs, "kit/school-bulletin", "bulletin", "schools", has_school_bulletin, compose_school_bulletin);
}

void
cop_target_stickers(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_wall(c, pieces, langs, "kit/stickers", "stickers", "children", has_stickers, compose_stickers);
}

void
cop_target_game(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_wall(c, pieces, langs, "kit/game", "game", "children 8 to 13", has_game, compose_game);
}
