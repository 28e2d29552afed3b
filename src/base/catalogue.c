/* SPDX-License-Identifier: Apache-2.0 */
#include "base/catalogue.h"

#include <gio/gio.h>
#include <stdint.h>
#include <string.h>

#include "base/lang.h"

#define MO_MAGIC 0x950412deu
#define MO_MAGIC_SWAPPED 0xde120495u
#define CONTEXT_END '\004'
#define PLURAL_DEPTH 32

struct CopCatalogue {
  char *lang;
  GBytes *bytes;
  const char *data;
  gsize size;
  bool swapped;
  uint32_t n, originals, translations;
  char *plural_rule; /* C expression in n */
  unsigned long n_plurals;
  bool draft;
  const CopCatalogue *fallback;
};

struct CopCatalogues {
  GPtrArray *all;     /* CopCatalogue */
  GHashTable *chains; /* lang -> CopCatalogue with fallback, for languages without a file too */
};

G_DEFINE_QUARK(cop-catalogue-error-quark, cop_catalogue_error)

/* --- plural rules ---
 * The expression of the Plural-Forms header: C's ternary, logical, equality,
 * relational, additive and multiplicative operators over n. */

typedef struct {
  const char *p;
  unsigned long n;
  unsigned depth;
  bool broken;
} Rule;

static unsigned long rule_ternary(Rule *r);

static bool
rule_take(Rule *r, const char *token)
{
  while (g_ascii_isspace(*r->p))
    r->p++;
  size_t length = strlen(token);
  if (strncmp(r->p, token, length) != 0)
    return false;
  if (length == 1 && (*token == '<' || *token == '>' || *token == '!') && r->p[1] == '=')
    return false;
  r->p += length;
  return true;
}

static unsigned long
rule_primary(Rule *r)
{
  if (++r->depth > PLURAL_DEPTH)
    r->broken = true;
  unsigned long v = 0;
  if (r->broken) {
    v = 0;
  } else if (rule_take(r, "(")) {
    v = rule_ternary(r);
    r->broken |= !rule_take(r, ")");
  } else if (rule_take(r, "!")) {
    v = !rule_primary(r);
  } else if (rule_take(r, "n")) {
    v = r->n;
  } else if (g_ascii_isdigit(*r->p)) {
    char *end;
    v = (unsigned long)g_ascii_strtoull(r->p, &end, 10);
    r->p = end;
  } else {
    r->broken = true;
  }
  r->depth--;
  return v;
}

/* Binary operators by falling precedence; one level a call. */
static unsigned long
rule_binary(Rule *r, int level)
{
  static const char *const operators[][5] = {
    { "||" }, { "&&" }, { "==", "!=" }, { "<=", ">=", "<", ">" }, { "+", "-" }, { "*", "/", "%" } };
  if (level == G_N_ELEMENTS(operators))
    return rule_primary(r);
  unsigned long left = rule_binary(r, level + 1);
  for (;;) {
    const char *op = NULL;
    for (int i = 0; op == NULL && operators[level][i] != NULL; i++)
      if (rule_take(r, operators[level][i]))
        op = operators[level][i];
    if (op == NULL || r->broken)
      return left;
    unsigned long right = rule_binary(r, level + 1);
    if ((op[0] == '/' || op[0] == '%') && right == 0) {
      r->broken = true;
      return 0;
    }
    switch (op[0]) {
    case '|':
      left = left || right;
      break;
    case '&':
      left = left && right;
      break;
    case '=':
      left = left == right;
      break;
    case '!':
      left = left != right;
      break;
    case '<':
      left = op[1] == '=' ? left <= right : left < right;
      break;
    case '>':
      left = op[1] == '=' ? left >= right : left > right;
      break;
    case '+':
      left += right;
      break;
    case '-':
      left -= right;
      break;
    case '*':
      left *= right;
      break;
    case '/':
      left /= right;
      break;
    default:
      left %= right;
    }
  }
}

static unsigned long
rule_ternary(Rule *r)
{
  unsigned long condition = rule_binary(r, 0);
  if (!rule_take(r, "?"))
    return condition;
  unsigned long yes = rule_ternary(r);
  if (!rule_take(r, ":"))
    r->broken = true;
  unsigned long no = rule_ternary(r);
  return condition ? yes : no;
}

static unsigned long
rule_evaluate(const char *rule, unsigned long n, bool *broken)
{
  Rule r = { .p = rule, .n = n };
  unsigned long v = rule_ternary(&r);
  while (g_ascii_isspace(*r.p))
    r.p++;
  *broken = r.broken || *r.p != '\0';
  return v;
}

/* --- MO files --- */

static uint32_t
word_at(const CopCatalogue *c, gsize offset)
{
  uint32_t v;
  memcpy(&v, c->data + offset, sizeof v);
  return c->swapped ? GUINT32_SWAP_LE_BE(v) : v;
}

/* The i-th text of a table; NULL when it does not lie within the file. */
static const char *
text_at(const CopCatalogue *c, uint32_t table, uint32_t i, uint32_t *length)
{
  gsize at = (gsize)table + (gsize)i * 8;
  *length = word_at(c, at);
  gsize offset = word_at(c, at + 4);
  if (offset >= c->size || *length >= c->size - offset || c->data[offset + *length] != '\0')
    return NULL;
  return c->data + offset;
}

static bool
read_header(CopCatalogue *c)
{
  uint32_t length;
  const char *empty = c->n > 0 ? text_at(c, c->originals, 0, &length) : NULL;
  if (empty == NULL || length != 0)
    return true; /* no header entry: Germanic plural */
  const char *header = text_at(c, c->translations, 0, &length);
  c->draft = strstr(header, "\nX-State: draft\n") != NULL;
  const char *line = strstr(header, "Plural-Forms:");
  const char *count = line == NULL ? NULL : strstr(line, "nplurals=");
  const char *rule = line == NULL ? NULL : strstr(line, "plural=");
  if (count == NULL || rule == NULL)
    return true;
  c->n_plurals = (unsigned long)g_ascii_strtoull(count + strlen("nplurals="), NULL, 10);
  rule += strlen("plural=");
  g_free(c->plural_rule);
  c->plural_rule = g_strndup(rule, strcspn(rule, ";\n"));
  bool broken = c->n_plurals == 0 || c->n_plurals > 8;
  for (unsigned long n = 0; n < 200 && !broken; n++)
    broken = rule_evaluate(c->plural_rule, n, &broken) >= c->n_plurals || broken;
  return !broken;
}

/* Is every text inside the file, and are they in the order the look-up needs? */
static bool
texts_hold(const CopCatalogue *c)
{
  const char *previous = NULL;
  for (uint32_t i = 0; i < c->n; i++) {
    uint32_t length;
    const char *original = text_at(c, c->originals, i, &length);
    if (original == NULL || text_at(c, c->translations, i, &length) == NULL)
      return false;
    if (previous != NULL && strcmp(previous, original) >= 0)
      return false; /* the look-up is a binary search */
    previous = original;
  }
  return true;
}

/* `trusted`: its texts were read through before. */
static bool
open_file(CopCatalogue *c, bool trusted)
{
  c->data = g_bytes_get_data(c->bytes, &c->size);
  if (c->size < 28)
    return false;
  uint32_t magic = word_at(c, 0);
  if (magic != MO_MAGIC && magic != MO_MAGIC_SWAPPED)
    return false;
  c->swapped = magic == MO_MAGIC_SWAPPED;
  if (word_at(c, 4) >> 16 != 0)
    return false;
  c->n = word_at(c, 8);
  c->originals = word_at(c, 12);
  c->translations = word_at(c, 16);
  gsize table = (gsize)c->n * 8;
  if (table > c->size || c->originals > c->size - table || c->translations > c->size - table)
    return false;
  return (trusted || texts_hold(c)) && read_header(c);
}

static void
catalogue_free(void *p)
{
  CopCatalogue *c = p;
  g_free(c->lang);
  g_free(c->plural_rule);
  g_clear_pointer(&c->bytes, g_bytes_unref);
  g_free(c);
}

static CopCatalogue *
catalogue_new(const char *lang)
{
  CopCatalogue *c = g_new0(CopCatalogue, 1);
  c->lang = g_strdup(lang);
  c->n_plurals = 2;
  c->plural_rule = g_strdup("n != 1");
  return c;
}

CopCatalogues *
cop_catalogues_new(void)
{
  CopCatalogues *c = g_new0(CopCatalogues, 1);
  c->all = g_ptr_array_new_with_free_func(catalogue_free);
  c->chains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, catalogue_free);
  return c;
}

void
cop_catalogues_free(CopCatalogues *c)
{
  if (c == NULL)
    return;
  g_hash_table_unref(c->chains);
  g_ptr_array_unref(c->all);
  g_free(c);
}

static bool
add(CopCatalogues *cs, const char *lang, GBytes *mo, bool trusted, GError **error)
{
  CopCatalogue *c = catalogue_new(lang);
  c->bytes = g_bytes_ref(mo);
  if (!open_file(c, trusted)) {
    catalogue_free(c);
    g_set_error(error, COP_CATALOGUE_ERROR, COP_CATALOGUE_ERROR_BROKEN, "the catalogue of '%s' is broken", lang);
    return false;
  }
  g_ptr_array_add(cs->all, c);
  return true;
}

bool
cop_catalogues_add(CopCatalogues *cs, const char *lang, GBytes *mo, GError **error)
{
  return add(cs, lang, mo, false, error);
}

CopCatalogues *
cop_catalogues_load(GError **error)
{
  static const char folder[] = "/copkit/po";
  g_autoptr(CopCatalogues) cs = cop_catalogues_new();
  g_auto(GStrv) names = g_resources_enumerate_children(folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *path = g_strdup_printf("%s/%s", folder, names[i]);
    g_autofree char *lang = g_strndup(names[i], strcspn(names[i], "."));
    g_autoptr(GBytes) mo = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    /* Made by msgfmt with the program: to read them through at each start would bring megabytes of
     * languages nobody asks for into memory. */
    if (mo == NULL || !add(cs, lang, mo, true, error))
      return NULL;
  }
  return g_steal_pointer(&cs);
}

const CopCatalogue *
cop_catalogues_find(const CopCatalogues *cs, const char *lang)
{
  for (guint i = 0; i < cs->all->len; i++) {
    const CopCatalogue *c = g_ptr_array_index(cs->all, i);
    if (g_ascii_strcasecmp(c->lang, lang) == 0)
      return c;
  }
  return NULL;
}

const CopCatalogue *
cop_catalogues_for(CopCatalogues *cs, const char *lang)
{
  CopCatalogue *chain = g_hash_table_lookup(cs->chains, lang);
  if (chain != NULL)
    return chain;
  chain = catalogue_new(lang);
  const CopCatalogue *own = cop_catalogues_find(cs, lang);
  if (own != NULL) {
    chain->bytes = g_bytes_ref(own->bytes);
    open_file(chain, true);
  }
  g_hash_table_insert(cs->chains, g_strdup(lang), chain);
  const CopLang *known = cop_lang_find(lang);
  const char *next = known == NULL ? "en" : known->fallback;
  if (known != NULL && g_ascii_strcasecmp(known->tag, lang) != 0)
    next = known->tag;
  if (next != NULL)
    chain->fallback = cop_catalogues_for(cs, next);
  return chain;
}

const char *
cop_catalogue_lang(const CopCatalogue *c)
{
  return c == NULL ? "en" : c->lang;
}

bool
cop_catalogue_is_draft(const CopCatalogue *c)
{
  return c != NULL && c->draft;
}

/* The translation of an original (with its context before it), or NULL. */
static const char *
look_up(const CopCatalogue *c, const char *key, uint32_t *length)
{
  uint32_t low = 0, high = c->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2, original_length;
    int order = strcmp(key, text_at(c, c->originals, middle, &original_length));
    if (order == 0) {
      const char *text = text_at(c, c->translations, middle, length);
      return *length == 0 || *text == '\0' ? NULL : text;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const char *
cop_tr(const CopCatalogue *c, const char *msgid)
{
  uint32_t length;
  for (; c != NULL; c = c->fallback) {
    const char *text = look_up(c, msgid, &length);
    if (text != NULL)
      return text;
  }
  return msgid;
}

const char *
cop_ntr(const CopCatalogue *c, const char *singular, const char *plural, unsigned long n)
{
  for (; c != NULL; c = c->fallback) {
    uint32_t length;
    const char *text = look_up(c, singular, &length);
    if (text == NULL)
      continue;
    bool broken;
    const char *end = text + length;
    for (unsigned long i = rule_evaluate(c->plural_rule, n, &broken); i > 0 && text < end; i--)
      text += strlen(text) + 1;
    if (text < end && *text != '\0')
      return text;
  }
  return n == 1 ? singular : plural;
}

const char *
cop_ctr(const CopCatalogue *c, const char *context, const char *msgid)
{
  g_autofree char *key = g_strdup_printf("%s%c%s", context, CONTEXT_END, msgid);
  uint32_t length;
  for (; c != NULL; c = c->fallback) {
    const char *text = look_up(c, key, &length);
    if (text != NULL)
      return text;
  }
  return msgid;
}

bool
cop_catalogue_has(const CopCatalogue *c, const char *msgid)
{
  uint32_t length;
  return c != NULL && look_up(c, msgid, &length) != NULL;
}

const char *
cop_catalogue_digest(const CopCatalogue *c, char hex[COP_HASH_HEX])
{
  unsigned char digest[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  for (; c != NULL; c = c->fallback)
    if (c->bytes != NULL)
      cop_hash_add(&h, g_bytes_get_data(c->bytes, NULL), g_bytes_get_size(c->bytes));
  cop_hash_finish(&h, digest);
  return cop_hash_to_hex(digest, hex);
}
