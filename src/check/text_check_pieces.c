/* SPDX-License-Identifier: Apache-2.0
 *
 * check/text_check_pieces.c -- stories, questions, scripts and the game: the same
 * checks as of messages, each text with the limits of the form it is closest to. */
#include <string.h>

#include "check/text_check.h"

typedef struct {
  const CopModel *m;
  const char *lang;
  CopArena *a;
  GArray *pieces;
  const CopSegment *segment; /* of the record under way */
} Gather;

/* A field of a record as it stands in the language; NULL where it does not. */
static const char *
own_text(const Gather *g, CopEntity kind, const char *id, const char *field, const char *source)
{
  CopTextState state;
  if (source == NULL || source[0] == '\0' || strcmp(g->lang, "en") == 0)
    return source == NULL || source[0] == '\0' ? NULL : source;
  const char *text = cop_model_text(g->m, kind, id, field, g->lang, &state);
  return state == COP_TEXT_STATE_UNTRANSLATED ? NULL : text;
}

static void
gather(const Gather *g, CopEntity kind, const char *name, const char *id, const char *field, const char *source, CopMessageForm form, bool may_be_wrong)
{
  const char *text = own_text(g, kind, id, field, source);
  if (text == NULL)
    return;
  CopTextPiece p = { .id = cop_arena_printf(g->a, "%s/%s/%s/%s", name, id, field, g->lang), .lang = g->lang, .text = text, .form = form, .segment = g->segment,
                     .may_be_wrong = may_be_wrong };
  g_array_append_val(g->pieces, p);
}

static void
gather_stories(Gather *g)
{
  for (size_t i = 0; i < g->m->stories.n; i++) {
    const CopStory *s = &g->m->stories.items[i];
    g->segment = cop_model_segment(g->m, s->segment);
    gather(g, COP_ENTITY_story, "story", s->id, "ask", s->ask, COP_FORM_PROMPT, false);
    gather(g, COP_ENTITY_story, "story", s->id, "adult", s->adult, COP_FORM_PROMPT, false);
  }
  for (size_t i = 0; i < g->m->story_panels.n; i++) {
    const CopStoryPanel *p = &g->m->story_panels.items[i];
    const CopStory *s = cop_model_story(g->m, p->story);
    g->segment = s == NULL ? NULL : cop_model_segment(g->m, s->segment);
    gather(g, COP_ENTITY_story_panel, "story_panel", p->id, "caption", p->caption, COP_FORM_POSTER, false);
  }
}

static void
gather_questions(Gather *g)
{
  for (size_t i = 0; i < g->m->quiz_items.n; i++) {
    const CopQuizItem *q = &g->m->quiz_items.items[i];
    g->segment = cop_model_segment(g->m, q->segment);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "stem", q->stem, COP_FORM_QUIZ, false);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "choice_a", q->choice_a, COP_FORM_QUIZ, true);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "choice_b", q->choice_b, COP_FORM_QUIZ, true);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "choice_c", q->choice_c, COP_FORM_QUIZ, true);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "answer_a", q->answer_a, COP_FORM_QUIZ, false);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "answer_b", q->answer_b, COP_FORM_QUIZ, false);
    gather(g, COP_ENTITY_quiz_item, "quiz_item", q->id, "answer_c", q->answer_c, COP_FORM_QUIZ, false);
  }
}

/* How the words of a script reach people. A line of what is played is no spot of its own. */
static CopMessageForm
form_of(CopScriptKind kind)
{
  switch (kind) {
  case COP_SCRIPT_KIND_SERIES:
    return COP_FORM_SMS;
  case COP_SCRIPT_KIND_USSD:
    return COP_FORM_USSD;
  case COP_SCRIPT_KIND_IVR:
    return COP_FORM_IVR;
  case COP_SCRIPT_KIND_LESSON:
  case COP_SCRIPT_KIND_SESSION:
  case COP_SCRIPT_KIND_DRAMA: /* words and what actors do, in one */
    return COP_FORM_PROMPT;
  default:
    return COP_FORM_AUDIO_60;
  }
}

static void
gather_scripts(Gather *g)
{
  for (size_t i = 0; i < g->m->scripts.n; i++) {
    const CopScriptText *s = &g->m->scripts.items[i];
    g->segment = NULL; /* who leads it, not who listens */
    gather(g, COP_ENTITY_script, "script", s->id, "aim", s->aim, COP_FORM_PROMPT, false);
    gather(g, COP_ENTITY_script, "script", s->id, "needs", s->needs, COP_FORM_PROMPT, false);
    gather(g, COP_ENTITY_script, "script", s->id, "care", s->care, COP_FORM_PROMPT, false);
  }
  for (size_t i = 0; i < g->m->script_lines.n; i++) {
    const CopScriptLine *l = &g->m->script_lines.items[i];
    const CopScriptText *s = cop_model_script(g->m, l->script);
    g->segment = NULL;
    gather(g, COP_ENTITY_script_line, "script_line", l->id, "action", l->action, COP_FORM_PROMPT, false);
    g->segment = s == NULL ? NULL : cop_model_segment(g->m, s->segment);
    gather(g, COP_ENTITY_script_line, "script_line", l->id, "text", l->text, s == NULL ? COP_FORM_PROMPT : form_of(s->kind), false);
  }
}

GArray *
cop_text_pieces(const CopModel *m, const char *lang, CopArena *a)
{
  Gather g = { .m = m, .lang = lang, .a = a, .pieces = g_array_new(FALSE, TRUE, sizeof(CopTextPiece)) };
  gather_stories(&g);
  gather_questions(&g);
  gather_scripts(&g);
  g.segment = NULL;
  for (size_t i = 0; i < m->board_squares.n; i++)
    gather(&g, COP_ENTITY_board_square, "board_square", m->board_squares.items[i].id, "text", m->board_squares.items[i].text, COP_FORM_EASY, false);
  return g.pieces;
}

/* A voice menu has a key that connects; a lesson and a meeting have people. */
static bool
stands_alone(CopScriptKind kind)
{
  return kind == COP_SCRIPT_KIND_SPOT || kind == COP_SCRIPT_KIND_DRAMA || kind == COP_SCRIPT_KIND_LOUDSPEAKER || kind == COP_SCRIPT_KIND_USSD ||
         kind == COP_SCRIPT_KIND_SERIES || kind == COP_SCRIPT_KIND_CHAT;
}

void
cop_text_check_scripts(const CopModel *m, const char *lang, CopArena *a, GArray *found)
{
  Gather g = { .m = m, .lang = lang, .a = a };
  for (size_t i = 0; i < m->scripts.n; i++) {
    const CopScriptText *s = &m->scripts.items[i];
    bool any = false, has = false;
    for (size_t k = 0; k < m->script_lines.n; k++) {
      const CopScriptLine *l = &m->script_lines.items[k];
      const char *text = strcmp(l->script, s->id) != 0 ? NULL : own_text(&g, COP_ENTITY_script_line, l->id, "text", l->text);
      any |= text != NULL;
      has |= text != NULL && strstr(text, "{HELP}") != NULL;
    }
    if (!s->invites_disclosure || !stands_alone(s->kind) || !any || has)
      continue;
    CopTextFinding f = { cop_diag_copy(a, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_GATE, .code = "helpline-absent", .start = -1, .end = -1,
                                                      .file = cop_arena_printf(a, "script/%s/%s", s->id, lang),
                                                      .message = "it may lead a child to tell, and no line of it gives a number",
                                                      .remedy = "end with {HELP}" }),
                         COP_SURENESS_CERTAIN };
    g_array_append_val(found, f);
  }
}
