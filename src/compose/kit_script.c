/* SPDX-License-Identifier: Apache-2.0
 *
 * Scripts as documents for who speaks, teaches or reads out: line by line, with
 * the time it takes, and a finding where it takes longer than it may.
 */
#include <math.h>
#include <string.h>

#include "channel/pace.h"
#include "compose/kit_priv.h"
#include "compose/phrase.h"
#include "compose/targets.h"
#include "doc/build.h"

const char *
cop_kit_filled(const CopKitContext *c, CopArena *a, CopEntity kind, const char *id, const char *field, const char *lang)
{
  const char *text = cop_kit_own_text(c, kind, id, field, lang);
  return text == NULL ? NULL : cop_kit_fill(c, a, text);
}

const char *
cop_kit_blanks(CopArena *a, const char *text, const char *blank)
{
  if (text == NULL || strchr(text, '{') == NULL)
    return text;
  return cop_phrase_fill(a, text, (const char *[]){ "PLACE", blank, "NAME", blank, "PERSON", blank, NULL });
}

const CopScriptLine **
cop_kit_lines(const CopKitContext *c, CopArena *a, const CopScriptText *s, size_t *n)
{
  const void *const *all = cop_reading_referring(c->read, COP_ENTITY_script_line, "script", s->id, n);
  const CopScriptLine **list = cop_new_n(a, const CopScriptLine *, *n + 1);
  for (size_t i = 0; i < *n; i++) {
    const CopScriptLine *line = all[i];
    size_t at = i;
    for (; at > 0 && list[at - 1]->position > line->position; at--)
      list[at] = list[at - 1];
    list[at] = line;
  }
  return list;
}

static bool
has(const CopKitContext *c, CopEntity kind, const char *id, const char *field, const char *source, const char *lang)
{
  return source == NULL || source[0] == '\0' || cop_kit_own_text(c, kind, id, field, lang) != NULL;
}

bool
cop_kit_script_is_in(const CopKitContext *c, const CopScriptText *s, const char *lang)
{
  if (!has(c, COP_ENTITY_script, s->id, "title", s->title, lang))
    return false;
  size_t n;
  const void *const *lines = cop_reading_referring(c->read, COP_ENTITY_script_line, "script", s->id, &n);
  for (size_t i = 0; i < n; i++) {
    const CopScriptLine *line = lines[i];
    const struct { const char *field, *source; } told[] = { { "text", line->text }, { "action", line->action }, { "voice", line->voice }, { "choices", line->choices } };
    for (size_t k = 0; k < G_N_ELEMENTS(told); k++)
      if (!has(c, COP_ENTITY_script_line, line->id, told[k].field, told[k].source, lang))
        return false;
  }
  return true;
}

static const CopScriptText *
script_of(const CopKitContext *c, const CopProduct *p)
{
  return cop_read_script(c->read, cop_kit_subject(p));
}

static bool
is_spoken(const CopScriptText *s)
{
  return s->kind == COP_SCRIPT_KIND_SPOT || s->kind == COP_SCRIPT_KIND_LOUDSPEAKER || s->kind == COP_SCRIPT_KIND_IVR;
}

static double
seconds_of(CopSegmenter *segmenter, const CopScriptLine *line, const char *lang, const char *text)
{
  return cop_pace_seconds(segmenter, lang, text) + (isnan(line->sound) ? 0 : line->sound);
}

static void
add_field(const CopKitContext *c, CopDoc *d, const CopScriptText *s, const char *field, const char *heading)
{
  const char *text = cop_kit_filled(c, d->arena, COP_ENTITY_script, s->id, field, d->meta.lang);
  if (text == NULL || text[0] == '\0')
    return;
  CopNode *section = cop_add_section(d, d->root, 1, NULL, heading);
  cop_node_from(d, cop_add_para(d, section, text), "script", s->id);
}

static void
too_long(CopDiags *diags, const CopScriptText *s, double seconds)
{
  if (s->seconds <= 0 || seconds <= (double)s->seconds)
    return;
  g_autofree char *message = g_strdup_printf("%s takes %.0f s, %d s are given", s->id, ceil(seconds), (int)s->seconds);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "script-long", .start = -1, .end = -1,
                                   .message = message, .remedy = "take words out; do not speak faster" });
}

/* Its time or number, and who is heard. */
static const char *
before_line(const CopKitContext *c, CopDoc *d, const CopScriptLine *line)
{
  const char *label = line->label == NULL ? "" : line->label, *voice = cop_kit_filled(c, d->arena, COP_ENTITY_script_line, line->id, "voice", d->meta.lang);
  if (voice == NULL)
    return label;
  return label[0] == '\0' ? voice : cop_arena_printf(d->arena, "%s, %s", label, voice);
}

/* Columns of the lines: those in which something stands. */
typedef struct {
  CopDoc *d;
  CopNode *table;
  bool named, acts, spoken;
} Lines;

static bool
is_told(const char *text)
{
  return text != NULL && text[0] != '\0';
}

static CopNode *
add_line(const Lines *k, bool head, const char *before, const char *action, const char *text, const char *seconds)
{
  const char *cells[5] = { NULL };
  size_t n = 0;
  if (k->named)
    cells[n++] = before;
  if (k->acts)
    cells[n++] = action;
  cells[n++] = text;
  if (k->spoken)
    cells[n++] = seconds;
  return head ? cop_add_head_row(k->d, k->table, cells) : cop_add_row(k->d, k->table, cells);
}

static Lines
begin_lines(CopDoc *d, const CopScriptText *s, const CopScriptLine **lines, size_t n_lines, const CopCatalogue *words)
{
  Lines k = { .d = d, .spoken = is_spoken(s) };
  for (size_t i = 0; i < n_lines; i++) {
    k.named |= is_told(lines[i]->label) || is_told(lines[i]->voice);
    k.acts |= is_told(lines[i]->action);
  }
  CopColumn columns[4];
  unsigned n = 0;
  if (k.named)
    columns[n++] = (CopColumn){ COP_ALIGN_START, 1.2f };
  if (k.acts)
    columns[n++] = (CopColumn){ COP_ALIGN_START, k.spoken ? 2.4f : 3.4f };
  columns[n++] = (CopColumn){ COP_ALIGN_START, !k.acts ? 7 : k.spoken ? 4.6f : 3.6f };
  if (k.spoken)
    columns[n++] = (CopColumn){ COP_ALIGN_END, 0.8f };
  CopNode *section = cop_add_section(d, d->root, 1, NULL, cop_tr(words, "Step by step"));
  k.table = cop_add_table(d, section, NULL, NULL, columns, n);
  add_line(&k, true, cop_tr(words, "Time, voice"), cop_tr(words, "What happens"), cop_tr(words, "Say"), cop_tr(words, "Seconds"));
  return k;
}

/* Lines as a table: label, what happens, what is said, and seconds where it is spoken. */
static void
add_lines(const CopKitContext *c, CopDoc *d, const CopScriptText *s, const CopCatalogue *words, CopDiags *diags)
{
  size_t n;
  const CopScriptLine **lines = cop_kit_lines(c, d->arena, s, &n);
  Lines k = begin_lines(d, s, lines, n, words);
  g_autoptr(CopSegmenter) segmenter = cop_segmenter_new();
  double total = 0;
  for (size_t i = 0; i < n; i++) {
    const char *action = cop_kit_filled(c, d->arena, COP_ENTITY_script_line, lines[i]->id, "action", d->meta.lang);
    const char *text = cop_kit_blanks(d->arena, cop_kit_filled(c, d->arena, COP_ENTITY_script_line, lines[i]->id, "text", d->meta.lang), "__________");
    double seconds = seconds_of(segmenter, lines[i], d->meta.lang, text);
    total += seconds;
    CopNode *row = add_line(&k, false, before_line(c, d, lines[i]), action == NULL ? "" : action, text == NULL ? "" : text, cop_arena_printf(d->arena, "%.0f", seconds));
    cop_node_from(d, row, "script_line", lines[i]->id);
  }
  if (!k.spoken)
    return;
  add_line(&k, false, cop_tr(words, "In all"), "", "", cop_arena_printf(d->arena, "%.0f", total))->role = COP_ROLE_TOTAL;
  if (s->kind != COP_SCRIPT_KIND_IVR)
    too_long(diags, s, total);
}

static bool
compose_script(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopScriptText *s = script_of(c, p);
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_DOCUMENT_A4, cop_kit_filled(c, a, COP_ENTITY_script, s->id, "title", p->lang));
  /* what is read out is read standing, from an arm's length */
  d->meta.style = is_spoken(s) ? COP_STYLE_SHEET : COP_STYLE_LETTER;
  d->meta.subtitle = cop_tr(words, cop_words(COP_WORDS_SCRIPT_KIND)->words[s->kind]);
  add_field(c, d, s, "aim", cop_tr(words, "What people can do afterwards"));
  add_field(c, d, s, "needs", cop_tr(words, "Bring and prepare"));
  add_lines(c, d, s, words, diags);
  add_field(c, d, s, "care", cop_tr(words, "If somebody tells you something"));
  const CopHelpline *h = cop_kit_helpline(c);
  if (h != NULL) {
    CopNode *help = cop_add_callout(d, d->root, COP_ROLE_HELPLINE, cop_tr(words, "Ask for help"));
    cop_add_styled(d, cop_node_from(d, cop_add_para(d, help, NULL), "helpline", h->id), COP_NODE_STRONG, h->number);
    if (h->verified_on == NULL)
      cop_add_para(d, help, cop_tr(words, "Number not yet verified"));
  }
  out->doc = d;
  return true;
}

void
cop_target_script(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    size_t n_scripts;
    const CopScriptText *scripts = cop_read_scripts(c->read, &n_scripts);
    for (size_t i = 0; i < n_scripts; i++) {
      const CopScriptText *s = &scripts[i];
      if (s->kind == COP_SCRIPT_KIND_USSD || s->kind == COP_SCRIPT_KIND_SERIES || !cop_kit_script_is_in(c, s, lang))
        continue;
      g_autofree char *stem = g_strdup_printf("kit/script/%s/%s", lang, s->id), *subject = g_strdup_printf("script/%s", s->id);
      cop_products_add(pieces, &(CopProduct){ .target = "kit/script", .stem = stem, .lang = lang, .audience = s->segment, .subject = subject,
                                              .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .compose_kit = compose_script });
    }
  }
}
