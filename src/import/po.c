/* SPDX-License-Identifier: Apache-2.0
 * PO files, read line by line; the few things of the format that translators'
 * tools write. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "import/trans.h"

typedef enum { NOTHING, CONTEXT, ID, STRING, MAX } Part;

typedef struct {
  CopArena *a;
  const char *path;
  CopTransFile *file;
  CopDiags *d;
  unsigned line;
  GString *parts[MAX];
  bool given[MAX];
  Part now;
  bool fuzzy, plural;
  int state;        /* said in a comment; -1: not */
  int64_t revision;
  unsigned began;   /* line of the entry */
} Reader;

static void
start_entry(Reader *r)
{
  for (int i = 0; i < MAX; i++) {
    g_string_truncate(r->parts[i], 0);
    r->given[i] = false;
  }
  r->now = NOTHING;
  r->fuzzy = r->plural = false;
  r->state = -1;
  r->revision = -1;
  r->began = 0;
}

static const char *
header_field(CopArena *a, const char *header, const char *name)
{
  g_auto(GStrv) lines = g_strsplit(header, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp(lines[i], name, strlen(name)) == 0 && lines[i][strlen(name)] == ':')
      return cop_arena_strdup(a, g_strstrip(lines[i] + strlen(name) + 1));
  return NULL;
}

/* pt_BR to pt-BR, sr@latin stays what it is: no tag. */
static const char *
tag_of(CopArena *a, const char *name)
{
  return name == NULL ? NULL : g_strdelimit(cop_arena_strdup(a, name), "_", '-');
}

static void
take_header(Reader *r)
{
  const char *type = header_field(r->a, r->parts[STRING]->str, "Content-Type");
  r->file->lang = tag_of(r->a, header_field(r->a, r->parts[STRING]->str, "Language"));
  if (type != NULL && strstr(type, "charset=") != NULL && g_ascii_strncasecmp(strstr(type, "charset=") + 8, "utf-8", 5) != 0)
    cop_diags_format(r->d, COP_SEVERITY_ERROR, "po-charset", r->path, r->began, 0, "convert it: msgconv --to-code=UTF-8", "the file is not UTF-8");
}

/* A state said in the comment holds as long as the mark agrees with it: a mark
 * taken away says that somebody has checked the draft. */
static CopTextState
state_of(const Reader *r)
{
  if (r->fuzzy)
    return COP_TEXT_STATE_DRAFT;
  bool finished = r->state > (int)COP_TEXT_STATE_DRAFT && r->state < (int)COP_TEXT_STATE_MAX;
  return finished ? (CopTextState)r->state : COP_TEXT_STATE_TRANSLATED;
}

static void
finish_entry(Reader *r)
{
  if (r->given[STRING] && r->plural) {
    cop_diags_format(r->d, COP_SEVERITY_ERROR, "po-plural", r->path, r->began, 0, "it belongs to another program's catalogue", "an entry with a plural is no text of ours");
  } else if (r->given[STRING] && r->parts[ID]->len == 0 && !r->given[CONTEXT]) {
    take_header(r);
  } else if (r->given[STRING]) {
    CopTransRow row = { .file = r->path, .line = r->began, .id = r->given[CONTEXT] ? cop_arena_strdup(r->a, r->parts[CONTEXT]->str) : NULL,
                        .source = cop_arena_strdup(r->a, r->parts[ID]->str), .text = cop_arena_strdup(r->a, r->parts[STRING]->str),
                        .state = state_of(r), .revision = r->revision };
    g_array_append_val(r->file->rows, row);
  } else if (r->given[ID] || r->given[CONTEXT]) {
    cop_diags_format(r->d, COP_SEVERITY_ERROR, "po-syntax", r->path, r->began, 0, "complete it: msgid, then msgstr", "an entry without msgstr");
  }
  start_entry(r);
}

static void
broken(Reader *r, const char *what)
{
  cop_diags_format(r->d, COP_SEVERITY_ERROR, "po-syntax", r->path, r->line, 0, "msgfmt -c names such places", "%s", what);
}

/* The quoted string of a line onto a part. */
static void
take_string(Reader *r, const char *p, const char *end)
{
  GString *to = r->parts[r->now];
  while (p < end && g_ascii_isspace(*p))
    p++;
  if (p >= end || *p != '"') {
    broken(r, "a string in quotes is expected");
    return;
  }
  for (p++; p < end && *p != '"'; p++) {
    if (*p != '\\') {
      g_string_append_c(to, *p);
      continue;
    }
    static const char plain[] = "n\nt\tr\r\"\"\\\\";
    const char *at = ++p < end ? strchr(plain, *p) : NULL;
    if (at == NULL || (at - plain) % 2 != 0) {
      broken(r, "an unknown escape");
      return;
    }
    g_string_append_c(to, at[1]);
  }
  if (p >= end)
    broken(r, "a string without its closing quote");
}

static void
take_comment(Reader *r, const char *p, size_t n)
{
  g_autofree char *text = g_strndup(p, n);
  if (r->given[STRING])
    finish_entry(r);
  if (r->began == 0)
    r->began = r->line;
  if (text[1] == ',')
    r->fuzzy |= strstr(text, "fuzzy") != NULL;
  if (g_str_has_prefix(text, "#. copkit state: ")) {
    const char *state = text + strlen("#. copkit state: "), *semicolon = strchr(state, ';'), *revision = strstr(state, "revision: ");
    g_autofree char *word = g_strndup(state, semicolon == NULL ? strlen(state) : (size_t)(semicolon - state));
    r->state = cop_words_index(COP_WORDS_TEXT_STATE, word);
    r->revision = revision == NULL ? -1 : g_ascii_strtoll(revision + strlen("revision: "), NULL, 10);
  }
}

static void
take_keyword(Reader *r, const char *p, const char *end)
{
  static const struct {
    const char *word;
    Part part;
  } words[] = { { "msgctxt", CONTEXT }, { "msgid_plural", NOTHING }, { "msgid", ID }, { "msgstr[", NOTHING }, { "msgstr", STRING } };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    size_t n = strlen(words[i].word);
    if ((size_t)(end - p) < n || strncmp(p, words[i].word, n) != 0)
      continue;
    if (words[i].part == NOTHING) {
      r->plural = r->given[STRING] = true;
      r->now = STRING;
      return;
    }
    if (r->given[STRING] && words[i].part != STRING)
      finish_entry(r);
    if (r->began == 0)
      r->began = r->line;
    if (r->given[words[i].part])
      broken(r, "a keyword stands twice in one entry");
    r->now = words[i].part;
    r->given[r->now] = true;
    take_string(r, p + n, end);
    return;
  }
  broken(r, "neither a comment, a keyword nor a string");
}

static void
take_line(Reader *r, const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p == end) {
    finish_entry(r);
  } else if (*p == '#') {
    if (end - p < 2 || p[1] != '~') /* what a tool keeps of entries that are gone */
      take_comment(r, p, (size_t)(end - p));
  } else if (*p == '"') {
    if (r->now == NOTHING)
      broken(r, "a string belongs to no keyword");
    else if (!r->plural)
      take_string(r, p, end);
  } else {
    take_keyword(r, p, end);
  }
}

bool
cop_po_read(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error)
{
  size_t n;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  if (text == NULL)
    return false;
  if (!g_utf8_validate(text, (gssize)n, NULL)) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "po-charset", path, 0, 0, "convert it: msgconv --to-code=UTF-8", "the file is not UTF-8");
    return true;
  }
  Reader r = { .a = a, .path = path, .file = file, .d = d };
  for (int i = 0; i < MAX; i++)
    r.parts[i] = g_string_new(NULL);
  start_entry(&r);
  const char *p = g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text, *end = text + n;
  while (p < end) {
    const char *line_end = memchr(p, '\n', (size_t)(end - p));
    const char *next = line_end == NULL ? end : line_end + 1;
    const char *stop = line_end == NULL ? end : line_end;
    if (stop > p && stop[-1] == '\r')
      stop--;
    r.line++;
    take_line(&r, p, stop);
    p = next;
  }
  finish_entry(&r);
  for (int i = 0; i < MAX; i++)
    g_string_free(r.parts[i], TRUE);
  return true;
}
