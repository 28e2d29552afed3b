/* SPDX-License-Identifier: Apache-2.0
 * The list of targets and the pieces they ask for. */
#include <string.h>

#include "compose/targets.h"

static const CopComposeTarget targets[] = {
#define TARGET(function, name, summary) { name, summary, cop_target_##function, NULL, false },
#define KIT_TARGET(function, name, summary) { name, summary, NULL, cop_target_##function, false },
#define KIT_ON_REQUEST(function, name, summary) { name, summary, NULL, cop_target_##function, true },
#include "compose/targets.def"
#undef TARGET
#undef KIT_TARGET
#undef KIT_ON_REQUEST
};

G_DEFINE_QUARK(cop-compose-error-quark, cop_compose_error)

const char *
cop_format_name(CopFormat f)
{
  static const char *const names[COP_FORMAT_MAX] = {
    [COP_FORMAT_PDF] = "pdf", [COP_FORMAT_DOCX] = "docx", [COP_FORMAT_HTML] = "html", [COP_FORMAT_PNG] = "png",
    [COP_FORMAT_XLSX] = "xlsx", [COP_FORMAT_CSV] = "csv", [COP_FORMAT_TEXT] = "txt",
    [COP_FORMAT_EPUB] = "epub", [COP_FORMAT_JSON] = "json", [COP_FORMAT_ZIP] = "zip",
    [COP_FORMAT_H5P] = "h5p", [COP_FORMAT_ODP] = "odp", [COP_FORMAT_MP3] = "mp3", [COP_FORMAT_OPUS] = "opus" };
  g_assert(f < COP_FORMAT_MAX);
  return names[f];
}

const CopComposeTarget *
cop_targets(size_t *n)
{
  *n = G_N_ELEMENTS(targets);
  return targets;
}

/* "kit" takes "kit/poster". */
static bool
below(const char *name, const char *wanted)
{
  size_t n = strlen(wanted);
  while (n > 0 && (wanted[n - 1] == '/' || wanted[n - 1] == '*'))
    n--;
  return strncmp(name, wanted, n) == 0 && (name[n] == '\0' || name[n] == '/');
}

CopProducts *
cop_products_new(void)
{
  CopProducts *p = g_new0(CopProducts, 1);
  p->arena = cop_arena_new();
  p->items = g_array_new(FALSE, TRUE, sizeof(CopProduct));
  return p;
}

void
cop_products_free(CopProducts *p)
{
  if (p == NULL)
    return;
  g_array_unref(p->items);
  cop_arena_free(p->arena);
  g_free(p);
}

void
cop_products_add(CopProducts *p, const CopProduct *piece)
{
  CopProduct copy = *piece;
  copy.target = cop_arena_strdup(p->arena, piece->target);
  copy.stem = cop_arena_strdup(p->arena, piece->stem);
  copy.lang = cop_arena_strdup(p->arena, piece->lang);
  copy.audience = cop_arena_strdup(p->arena, piece->audience);
  copy.subject = cop_arena_strdup(p->arena, piece->subject);
  g_array_append_val(p->items, copy);
}

static bool
check_wanted(const char *const *wanted, GError **error)
{
  for (size_t w = 0; wanted != NULL && wanted[w] != NULL; w++) {
    bool known = false;
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
      known |= below(targets[i].name, wanted[w]);
      g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", targets[i].name);
    }
    if (!known) {
      g_set_error(error, COP_COMPOSE_ERROR, COP_COMPOSE_ERROR_TARGET, "there is no target '%s'; known are %s", wanted[w], names->str);
      return false;
    }
  }
  return true;
}

bool
cop_target_is_wanted(const CopComposeTarget *t, const char *const *wanted)
{
  bool take = wanted == NULL || wanted[0] == NULL;
  for (size_t w = 0; !take && wanted[w] != NULL; w++)
    take = below(t->name, wanted[w]);
  return take;
}

void
cop_products_add_target(CopProducts *p, const CopContext *c, const CopComposeTarget *t, const char *const *langs)
{
  langs = langs != NULL && langs[0] != NULL ? langs : NULL;
  if (t->list_kit == NULL) {
    t->list(c, p, langs);
    return;
  }
  g_autoptr(CopReading) reading = cop_reading_new(c->model);
  CopKitContext kit = cop_kit_context(c, reading);
  t->list_kit(&kit, p, langs);
}

CopProducts *
cop_products_list(const CopContext *c, const char *const *wanted, const char *const *langs, GError **error)
{
  if (!check_wanted(wanted, error))
    return NULL;
  CopProducts *p = cop_products_new();
  for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
    bool take = targets[i].on_request ? wanted != NULL && g_strv_contains(wanted, targets[i].name) : cop_target_is_wanted(&targets[i], wanted);
    if (take)
      cop_products_add_target(p, c, &targets[i], langs);
  }
  return p;
}

const char *
cop_picture_words(const CopCatalogues *words, const char *lang, const char *alt, const char **in)
{
  const CopCatalogue *exact = words == NULL || alt[0] == '\0' ? NULL : cop_catalogues_find(words, lang);
  bool told = exact != NULL && cop_catalogue_has(exact, alt);
  *in = told ? lang : "en";
  return told ? cop_tr(exact, alt) : alt;
}

CopKitContext
cop_kit_context(const CopContext *c, const CopReading *r)
{
  const CopCountry *country = c->country == NULL ? NULL : cop_read_country(r, c->country->id);
  return (CopKitContext){ .read = r, .country = country, .words = c->words, .date = c->date, .release = c->release, .trial = c->trial, .art = c->art, .art_file = c->art_file, .art_user = c->art_user };
}

bool
cop_product_compose(const CopContext *c, const CopProduct *p, GHashTable *inputs, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  if (p->compose_kit == NULL)
    return p->compose(c, p, a, out, diags, error);
  g_autoptr(CopReading) reading = cop_reading_new(c->model);
  cop_reading_note(reading, inputs);
  CopKitContext kit = cop_kit_context(c, reading);
  return p->compose_kit(&kit, p, a, out, diags, error);
}
