/* SPDX-License-Identifier: Apache-2.0 */
#include "model/text_form.h"

#include <string.h>

enum { MIN_TURNS = 2 };

/* Lines of a text without what surrounds them; empty ones are left out. */
static char **
lines_of(const char *text)
{
  char **lines = g_strsplit(text, "\n", -1);
  size_t n = 0;
  for (size_t i = 0; lines[i] != NULL; i++) {
    g_strstrip(lines[i]);
    if (*lines[i] != '\0')
      lines[n++] = lines[i];
    else
      g_free(lines[i]);
  }
  lines[n] = NULL;
  return lines;
}

/* Splits at the first mark; NULL when one side is empty or there is none. */
static const char *
split(CopArena *a, const char *line, const char *mark, const char **after)
{
  const char *at = strstr(line, mark);
  if (at == NULL)
    return NULL;
  g_autofree char *first = g_strstrip(g_strndup(line, (gsize)(at - line)));
  g_autofree char *rest = g_strstrip(g_strdup(at + strlen(mark)));
  if (*first == '\0' || *rest == '\0')
    return NULL;
  *after = cop_arena_strdup(a, rest);
  return cop_arena_strdup(a, first);
}

const char *
cop_text_dialogue(CopArena *a, const char *text, CopTextDialogue *d)
{
  g_auto(GStrv) lines = lines_of(text);
  guint n = g_strv_length(lines);
  if (n < MIN_TURNS)
    return "a dialogue has a line for each turn";
  CopTextTurn *turns = cop_new_n(a, CopTextTurn, n);
  const char *other = NULL;
  for (guint i = 0; i < n; i++) {
    const char *wide = strstr(lines[i], "："), *narrow = strchr(lines[i], ':');
    const char *mark = wide != NULL && (narrow == NULL || wide < narrow) ? "：" : ":";
    turns[i].speaker = split(a, lines[i], mark, &turns[i].words);
    if (turns[i].speaker == NULL)
      return "each line of a dialogue begins with a name and a colon";
    if (strcmp(turns[i].speaker, turns[0].speaker) == 0)
      continue;
    if (other != NULL && strcmp(turns[i].speaker, other) != 0)
      return "a dialogue has two speakers";
    other = turns[i].speaker;
  }
  *d = (CopTextDialogue){ n, turns };
  return other == NULL ? "a dialogue has two speakers" : NULL;
}

const char *
cop_text_quiz(CopArena *a, const char *text, CopTextQuiz *q)
{
  g_auto(GStrv) lines = lines_of(text);
  if (g_strv_length(lines) != COP_TEXT_CHOICES + 1)
    return "a question has the situation on the first line and three choices below";
  unsigned stars = 0;
  q->stem = cop_arena_strdup(a, lines[0]);
  for (unsigned i = 0; i < COP_TEXT_CHOICES; i++) {
    char *line = lines[i + 1];
    if (*line == '*') {
      stars++;
      q->best = i;
      line = g_strchug(line + 1);
    }
    if (line[0] != (char)('a' + i) || line[1] != ')')
      return "the choices of a question begin with a), b) and c)";
    q->choice[i] = split(a, line + 2, "|", &q->answer[i]);
    if (q->choice[i] == NULL)
      return "each choice of a question has its answer behind |";
  }
  return stars == 1 ? NULL : "one choice of a question bears the star";
}

const char *
cop_text_form_fault(CopMessageForm form, const char *text)
{
  if (form != COP_FORM_DIALOGUE && form != COP_FORM_QUIZ)
    return NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  CopTextDialogue d;
  CopTextQuiz q;
  return form == COP_FORM_DIALOGUE ? cop_text_dialogue(a, text, &d) : cop_text_quiz(a, text, &q);
}
