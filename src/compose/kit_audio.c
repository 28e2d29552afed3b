/* SPDX-License-Identifier: Apache-2.0
 *
 * What is heard: spots, loudspeaker texts and stories spoken by a machine voice
 * as drafts, where there is one for the language; where there is none, the list
 * of what people record, slot by slot. Slots and their lengths are the same for both.
 */
#include <math.h>
#include <string.h>

#include "channel/pace.h"
#include "channel/speech.h"
#include "compose/kit_priv.h"
#include "compose/slots.h"
#include "compose/targets.h"
#include "doc/build.h"

#define LEAST_SECONDS 3.0

static double
estimate(const char *lang, const char *text)
{
  g_autoptr(CopSegmenter) segmenter = cop_segmenter_new();
  return MAX(LEAST_SECONDS, ceil(cop_pace_seconds(segmenter, lang, text)) + 1);
}

static void
add_slot(GArray *slots, CopArena *a, const char *lang, const char *id, const char *subject, const char *text, double limit)
{
  CopKitSlot slot = { cop_arena_strdup(a, id), cop_arena_strdup(a, subject), text, limit > 0 ? limit : estimate(lang, text), limit > 0 };
  g_array_append_val(slots, slot);
}

/* Radio speaks to those who care for children and to all; children hear stories. */
static bool
is_on_air(const CopKitContext *c, const CopMessage *m)
{
  const CopSegment *s = cop_read_segment(c->read, m->segment);
  return s == NULL || s->role != COP_AUDIENCE_CHILD;
}

GArray *
cop_kit_slots(const CopKitContext *c, CopArena *a, const char *lang, const char *only)
{
  static const struct { CopMessageForm form; const char *suffix; double seconds; } spots[] = { { COP_FORM_AUDIO_15, "15", 15 }, { COP_FORM_AUDIO_30, "30", 30 }, { COP_FORM_AUDIO_60, "60", 60 } };
  GArray *slots = g_array_new(FALSE, FALSE, sizeof(CopKitSlot));
  size_t n_messages;
  const CopMessage *messages = cop_read_messages(c->read, &n_messages);
  for (size_t i = 0; i < n_messages; i++) {
    const CopMessage *m = &messages[i];
    bool any = false;
    for (size_t k = 0; k < G_N_ELEMENTS(spots) && is_on_air(c, m); k++) {
      const char *id = cop_arena_printf(a, "%s-%s", m->id, spots[k].suffix);
      const char *text = only != NULL && strcmp(id, only) != 0 ? NULL : cop_kit_text(c, a, m->id, spots[k].form, lang);
      any |= text != NULL;
      if (text != NULL)
        add_slot(slots, a, lang, id, cop_arena_printf(a, "message/%s", m->id), text, spots[k].seconds);
    }
    const char *say = any || only != NULL || !is_on_air(c, m) ? NULL : cop_kit_text(c, a, m->id, COP_FORM_SAY, lang);
    const char *act = say == NULL ? NULL : cop_kit_text(c, a, m->id, COP_FORM_ACT, lang);
    if (say != NULL)
      add_slot(slots, a, lang, m->id, cop_arena_printf(a, "message/%s", m->id), act == NULL ? say : cop_arena_printf(a, "%s %s", say, act), 0);
  }
  size_t n_stories;
  const CopStory *stories = cop_read_stories(c->read, &n_stories);
  for (size_t i = 0; i < n_stories; i++) {
    const CopStory *s = &stories[i];
    if (only != NULL || !cop_kit_story_is_in(c, a, s, lang))
      continue;
    for (const CopStoryPanel **p = cop_kit_panels(c, a, s); *p != NULL; p++)
      add_slot(slots, a, lang, cop_arena_printf(a, "%s-%d", s->id, (int)(*p)->position), cop_arena_printf(a, "story_panel/%s", (*p)->id),
               cop_kit_filled(c, a, COP_ENTITY_story_panel, (*p)->id, "caption", lang), 0);
  }
  return slots;
}

/* --- machine voice --- */

static void
set_speech(const CopProduct *p, CopArena *a, CopComposed *out, const CopSpoken *parts, size_t n, double seconds)
{
  CopSpeech *speech = cop_new(a, CopSpeech);
  *speech = (CopSpeech){ .lang = p->lang, .parts = parts, .n = n, .seconds = seconds,
                         /* tags of MP3 are in Latin 1 */
                         .title = cop_arena_printf(a, "Draft, for review: %s", cop_kit_subject(p)),
                         .comment = "Draft by a machine voice, to be replaced by a recording of a person. copkit, CC BY 4.0" };
  out->speech = speech;
}

static bool
compose_spot(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  g_autoptr(GArray) slots = cop_kit_slots(c, a, p->lang, strrchr(p->stem, '/') + 1);
  const CopKitSlot *slot = slots->len == 0 ? NULL : &g_array_index(slots, CopKitSlot, 0);
  CopSpoken *part = cop_new(a, CopSpoken);
  *part = (CopSpoken){ slot == NULL ? "" : slot->text, 0 };
  set_speech(p, a, out, part, 1, slot == NULL ? 0 : slot->seconds);
  return true;
}

static bool
compose_story(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  const CopStory *s = cop_read_story(c->read, cop_kit_subject(p));
  const CopStoryPanel **panels = cop_kit_panels(c, a, s);
  size_t n = 0;
  while (panels[n] != NULL)
    n++;
  CopSpoken *parts = cop_new_n(a, CopSpoken, n + 1);
  n = 0;
  parts[n++] = (CopSpoken){ cop_kit_filled(c, a, COP_ENTITY_story, s->id, "title", p->lang), 1 };
  for (; *panels != NULL; panels++)
    parts[n++] = (CopSpoken){ cop_kit_filled(c, a, COP_ENTITY_story_panel, (*panels)->id, "caption", p->lang), 1 };
  set_speech(p, a, out, parts, n, 0);
  return true;
}

static bool
compose_spoken_script(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  const CopScriptText *s = cop_read_script(c->read, cop_kit_subject(p));
  size_t n, k = 0;
  const CopScriptLine **lines = cop_kit_lines(c, a, s, &n);
  CopSpoken *parts = cop_new_n(a, CopSpoken, n + 1);
  for (size_t i = 0; i < n; i++) {
    const char *text = cop_kit_blanks(a, cop_kit_filled(c, a, COP_ENTITY_script_line, lines[i]->id, "text", p->lang), "\u2026");
    double pause = isnan(lines[i]->sound) ? 0 : lines[i]->sound;
    if (text != NULL && text[0] != '\0')
      parts[k++] = (CopSpoken){ text, pause };
    else if (k > 0)
      parts[k - 1].pause += pause;
  }
  set_speech(p, a, out, parts, k, (double)s->seconds);
  return true;
}

typedef struct {
  CopProducts *pieces;
  const char *target;
  CopFormat format;
} Spoken;

static void
add_audio(const Spoken *k, const char *lang, const char *id, const char *subject, const char *audience, CopComposeKitFn compose)
{
  g_autofree char *stem = g_strdup_printf("%s/%s/%s", k->target, lang, id);
  cop_products_add(k->pieces, &(CopProduct){ .target = k->target, .stem = stem, .lang = lang, .audience = audience, .subject = subject,
                                             .formats = COP_FORMAT_BIT(k->format), .compose_kit = compose });
}

static void
list_audio(const CopKitContext *c, const Spoken *k, const char *lang)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GArray) slots = cop_kit_slots(c, a, lang, NULL);
  for (guint i = 0; i < slots->len; i++) {
    const CopKitSlot *slot = &g_array_index(slots, CopKitSlot, i);
    if (slot->promised && slot->seconds == 30)
      add_audio(k, lang, slot->id, slot->subject, "radio listeners", compose_spot);
  }
  size_t n_scripts;
  const CopScriptText *scripts = cop_read_scripts(c->read, &n_scripts);
  for (size_t i = 0; i < n_scripts; i++) {
    const CopScriptText *s = &scripts[i];
    g_autofree char *subject = g_strdup_printf("script/%s", s->id);
    if ((s->kind == COP_SCRIPT_KIND_SPOT || s->kind == COP_SCRIPT_KIND_LOUDSPEAKER) && cop_kit_script_is_in(c, s, lang))
      add_audio(k, lang, s->id, subject, s->segment, compose_spoken_script);
  }
  size_t n_stories;
  const CopStory *stories = cop_read_stories(c->read, &n_stories);
  for (size_t i = 0; i < n_stories; i++) {
    const CopStory *s = &stories[i];
    g_autofree char *subject = g_strdup_printf("story/%s", s->id);
    if (cop_kit_story_is_in(c, a, s, lang))
      add_audio(k, lang, s->id, subject, s->segment, compose_story);
  }
}

static void
list_spoken(const CopKitContext *c, const Spoken *k, const char *const *langs)
{
  if (!cop_speech_can_speak())
    return;
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    if (cop_speech_has_voice(lang))
      list_audio(c, k, lang);
  }
}

void
cop_target_audio(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_spoken(c, &(Spoken){ pieces, "kit/audio", COP_FORMAT_MP3 }, langs);
}

void
cop_target_voice_note(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  list_spoken(c, &(Spoken){ pieces, "kit/voice-note", COP_FORMAT_OPUS }, langs);
}

/* --- for people's voices --- */

/* Slot by slot what is said, into which file and in which time. */
static bool
compose_recording(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  static const CopColumn columns[] = { { COP_ALIGN_START, 1.5f }, { COP_ALIGN_START, 4.5f }, { COP_ALIGN_END, 0.8f }, { COP_ALIGN_START, 1 } };
  const CopCatalogue *words = cop_catalogues_for(c->words, p->lang);
  g_autoptr(GArray) slots = cop_kit_slots(c, a, p->lang, NULL);
  CopDoc *d = cop_kit_doc(c, p, a, COP_SHEET_DOCUMENT_A4, cop_tr(words, "What to record"));
  d->meta.style = COP_STYLE_LETTER;
  d->meta.edition = cop_arena_printf(a, "RECORDING-%s · %s", p->lang, c->date); /* its subject are many records */
  CopNode *how = cop_add_section(d, d->root, 1, NULL, cop_tr(words, "Before you record"));
  cop_add_para(d, how, cop_tr(words, "A quiet room with cloth on the walls. The telephone or microphone a hand's breadth from the mouth, a little to the side."));
  cop_add_para(d, how, cop_tr(words, "Adults speak all parts. No child's voice, no real name, no village, no case."));
  cop_add_para(d, how, cop_tr(words, "One file for each row, named as in the first column: WAV or FLAC, 44,100 samples a second, one channel. Half a second of silence before and after."));
  cop_add_para(d, how, cop_tr(words, "Level: the loudest word must not reach the end of the scale; \"copkit recordings\" measures each file and brings it to -23 LUFS."));
  CopNode *section = cop_add_section(d, d->root, 1, NULL, cop_tr(words, "Step by step"));
  CopNode *table = cop_add_table(d, section, NULL, NULL, columns, 4);
  cop_add_head_row(d, table, (const char *[]){ cop_tr(words, "File"), cop_tr(words, "Say"), cop_tr(words, "Seconds"), cop_tr(words, "Recorded") });
  for (guint i = 0; i < slots->len; i++) {
    const CopKitSlot *slot = &g_array_index(slots, CopKitSlot, i);
    const char *cells[] = { slot->id, slot->text, cop_arena_printf(a, "%.0f", slot->seconds), "\xe2\x98\x90" };
    CopNode *row = cop_add_row(d, table, cells);
    row->source = slot->subject;
  }
  out->doc = d;
  return true;
}

void
cop_target_recording(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GArray) slots = cop_kit_slots(c, a, lang, NULL);
    if (slots->len == 0 || cop_speech_has_voice(lang))
      continue;
    g_autofree char *stem = g_strdup_printf("kit/recording/%s/recording", lang);
    cop_products_add(pieces, &(CopProduct){ .target = "kit/recording", .stem = stem, .lang = lang, .audience = "speakers",
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_PDF) | COP_FORMAT_BIT(COP_FORMAT_DOCX), .compose_kit = compose_recording });
  }
}
