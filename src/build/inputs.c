/* SPDX-License-Identifier: Apache-2.0
 *
 * The file, one line each:
 *   copkit inputs 2 GROUND MANIFEST
 *   NAME                             inputs, numbered from 0
 *   (an empty line)
 *   STEM LISTED STATE N N N ...      pieces: digests of the listing and of the inputs' states
 *   end
 */
#include "build/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

#define NAME ".build-inputs"
#define HEAD "copkit inputs 2 "
#define END "end\n"
#define SHORT 32 /* hex digits of a digest that are kept: 128 bits */

typedef struct {
  char listed[SHORT + 1], state[SHORT + 1];
  guint n;
  guint *inputs;
} Piece;

struct CopInputs {
  CopArena *arena;
  const char *ground;
  CopReading *reading;
  GPtrArray *names;      /* by number */
  GHashTable *numbers;   /* name -> its number + 1 */
  GHashTable *pieces;    /* stem -> Piece */
  GArray *states;        /* by number: digest in the model; filled as asked */
  GArray *known;         /* by number: is it filled? */
};

typedef struct {
  unsigned char digest[COP_HASH_SIZE];
} State;

void
cop_inputs_free(CopInputs *in)
{
  if (in == NULL)
    return;
  g_hash_table_unref(in->pieces);
  g_hash_table_unref(in->numbers);
  g_ptr_array_unref(in->names);
  g_array_unref(in->states);
  g_array_unref(in->known);
  cop_reading_free(in->reading);
  cop_arena_free(in->arena);
  g_free(in);
}

static guint
number_of(CopInputs *in, const char *name)
{
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(in->numbers, name));
  if (n > 0)
    return n - 1;
  char *copy = cop_arena_strdup(in->arena, name);
  g_ptr_array_add(in->names, copy);
  g_hash_table_insert(in->numbers, copy, GUINT_TO_POINTER(in->names->len));
  return in->names->len - 1;
}

static const State *
state_of(CopInputs *in, guint number)
{
  if (in->known->len < in->names->len) {
    g_array_set_size(in->known, in->names->len);
    g_array_set_size(in->states, in->names->len);
  }
  State *s = &g_array_index(in->states, State, number);
  bool *known = &g_array_index(in->known, bool, number);
  if (!*known)
    cop_reading_state(in->reading, g_ptr_array_index(in->names, number), s->digest);
  *known = true;
  return s;
}

static void
finish_short(CopHash *h, char out[SHORT + 1])
{
  unsigned char digest[COP_HASH_SIZE];
  char hex[COP_HASH_HEX];
  cop_hash_finish(h, digest);
  cop_hash_to_hex(digest, hex);
  memcpy(out, hex, SHORT);
  out[SHORT] = '\0';
}

/* What the list of pieces says of it, which stands in the manifest. */
static void
listed(const CopProduct *p, char out[SHORT + 1])
{
  const char *const texts[] = { p->target, p->stem, p->lang, p->audience, p->subject };
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    cop_hash_add(&h, texts[i] == NULL ? "" : texts[i], texts[i] == NULL ? 1 : strlen(texts[i]) + 1);
  cop_hash_add(&h, &p->formats, sizeof p->formats);
  cop_hash_add(&h, &p->separate, sizeof p->separate);
  finish_short(&h, out);
}

static void
states(CopInputs *in, const Piece *piece, char out[SHORT + 1])
{
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  for (guint i = 0; i < piece->n; i++)
    cop_hash_add(&h, state_of(in, piece->inputs[i])->digest, COP_HASH_SIZE);
  finish_short(&h, out);
}

/* Two materials of one stem differ in their formats. */
static char *
key_of(const CopProduct *p)
{
  return g_strdup_printf("%s.%x", p->stem, p->formats);
}

bool
cop_inputs_hold(CopInputs *in, const CopProduct *p)
{
  g_autofree char *key = key_of(p);
  const Piece *piece = g_hash_table_lookup(in->pieces, key);
  char now[SHORT + 1];
  if (piece == NULL)
    return false;
  listed(p, now);
  if (strcmp(now, piece->listed) != 0)
    return false;
  states(in, piece, now);
  return strcmp(now, piece->state) == 0;
}

static int
by_number(const void *a, const void *b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;
  return x < y ? -1 : x > y;
}

void
cop_inputs_set(CopInputs *in, const CopProduct *p, const GPtrArray *names)
{
  g_autofree char *key = key_of(p);
  if (names == NULL) {
    g_hash_table_remove(in->pieces, key);
    return;
  }
  Piece *piece = cop_new(in->arena, Piece);
  piece->n = names->len;
  piece->inputs = cop_new_n(in->arena, guint, piece->n);
  for (guint i = 0; i < piece->n; i++)
    piece->inputs[i] = number_of(in, g_ptr_array_index(names, i));
  if (piece->n > 0)
    qsort(piece->inputs, piece->n, sizeof *piece->inputs, by_number);
  listed(p, piece->listed);
  states(in, piece, piece->state);
  g_hash_table_insert(in->pieces, cop_arena_strdup(in->arena, key), piece);
}

/* --- file --- */

static bool
manifest_digest(const char *dir, char hex[COP_HASH_HEX])
{
  g_autofree char *path = g_build_filename(dir, "manifest.json", NULL);
  return cop_hash_file(COP_HASH_BLAKE2B, path, hex, NULL);
}

/* A word up to `end`; what follows it, or NULL. */
static char *
cut(char *at, char end)
{
  char *found = at == NULL ? NULL : strchr(at, end);
  if (found == NULL)
    return NULL;
  *found = '\0';
  return found + 1;
}

static bool
read_piece(CopInputs *in, char *line)
{
  char *listing = cut(line, ' '), *state = cut(listing, ' '), *numbers = cut(state, ' ');
  if (numbers == NULL || strlen(listing) != SHORT || strlen(state) != SHORT)
    return false;
  Piece *piece = cop_new(in->arena, Piece);
  memcpy(piece->listed, listing, SHORT + 1);
  memcpy(piece->state, state, SHORT + 1);
  piece->n = 1;
  for (const char *c = numbers; *c != '\0'; c++)
    piece->n += *c == ' ';
  piece->inputs = cop_new_n(in->arena, guint, piece->n);
  for (guint i = 0; i < piece->n; i++) {
    piece->inputs[i] = (guint)strtoul(numbers, &numbers, 10);
    if (*numbers != (i + 1 < piece->n ? ' ' : '\0') || piece->inputs[i] >= in->names->len)
      return false;
    numbers++;
  }
  g_hash_table_insert(in->pieces, cop_arena_strdup(in->arena, line), piece);
  return true;
}

static bool
read_graph(CopInputs *in, const char *dir, char *text)
{
  char hex[COP_HASH_HEX];
  char *body = cut(text, '\n');
  g_autofree char *head = manifest_digest(dir, hex) ? g_strdup_printf(HEAD "%s %s", in->ground, hex) : NULL;
  if (body == NULL || head == NULL || strcmp(head, text) != 0 || !g_str_has_suffix(body, "\n" END))
    return false;
  body[strlen(body) - strlen(END)] = '\0';
  char *line = body;
  for (char *next; (next = cut(line, '\n')) != NULL && *line != '\0'; line = next)
    number_of(in, line);
  line = line != NULL && *line == '\0' ? line + 1 : NULL;
  for (char *next; (next = cut(line, '\n')) != NULL; line = next)
    if (!read_piece(in, line))
      return false;
  return true;
}

CopInputs *
cop_inputs_load(const char *dir, const char *ground, const CopModel *m)
{
  CopInputs *in = g_new0(CopInputs, 1);
  in->arena = cop_arena_new();
  in->ground = cop_arena_strdup(in->arena, ground);
  in->reading = cop_reading_new(m);
  in->names = g_ptr_array_new();
  in->numbers = g_hash_table_new(g_str_hash, g_str_equal);
  in->pieces = g_hash_table_new(g_str_hash, g_str_equal);
  in->states = g_array_new(FALSE, TRUE, sizeof(State));
  in->known = g_array_new(FALSE, TRUE, sizeof(bool));
  size_t n;
  g_autofree char *path = g_build_filename(dir, NAME, NULL);
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, NULL);
  if (text != NULL && !read_graph(in, dir, text))
    g_hash_table_remove_all(in->pieces);
  return in;
}

void
cop_inputs_break(const char *dir)
{
  g_autofree char *path = g_build_filename(dir, NAME, NULL);
  unlink(path);
}

static void
put_number(GString *s, guint n)
{
  char digits[16], *at = digits + sizeof digits;
  *--at = ' ';
  do
    *--at = (char)('0' + n % 10);
  while ((n /= 10) > 0);
  g_string_append_len(s, at, digits + sizeof digits - at);
}

static int
by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
cop_inputs_text(const CopInputs *in, const char *manifest)
{
  char hex[COP_HASH_HEX];
  GString *s = g_string_sized_new(1 << 19);
  g_string_append_printf(s, HEAD "%s %s\n", in->ground, cop_hash_bytes(COP_HASH_BLAKE2B, manifest, strlen(manifest), hex));
  for (guint i = 0; i < in->names->len; i++)
    g_string_append(g_string_append(s, g_ptr_array_index(in->names, i)), "\n");
  g_string_append_c(s, '\n');
  guint n;
  g_autofree const char **stems = (const char **)g_hash_table_get_keys_as_array(in->pieces, &n);
  if (n > 0)
    qsort(stems, n, sizeof *stems, by_text);
  for (guint i = 0; i < n; i++) {
    const Piece *piece = g_hash_table_lookup(in->pieces, stems[i]);
    const char *const words[] = { stems[i], piece->listed, piece->state };
    for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
      g_string_append_c(g_string_append(s, words[k]), ' ');
    for (guint k = 0; k < piece->n; k++)
      put_number(s, piece->inputs[k]);
    s->str[s->len - 1] = '\n';
  }
  g_string_append(s, END);
  return g_string_free(s, FALSE);
}

bool
cop_inputs_save(const char *dir, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename(dir, NAME, NULL);
  return cop_file_put(path, text, strlen(text), error);
}
