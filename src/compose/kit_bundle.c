/* SPDX-License-Identifier: Apache-2.0
 *
 * All messages and stories of a language as one page that needs no network
 * (assets/learn/bundle): opened from a stick, installed from a server, or
 * imported by Kolibri, whose HTML5 apps are a zip with index.html at its root.
 */
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/lang.h"
#include "compose/kit_priv.h"
#include "compose/targets.h"

typedef struct {
  const char *name;
  CopMember member;
} Picture;

typedef struct {
  const CopKitContext *c;
  CopArena *a;
  CopJson *j;
  const char *lang;
  GPtrArray *pictures; /* Picture, in order of first use */
  GHashTable *known;   /* names */
} Bundle;

static void
key_picture(Bundle *b, const char *name)
{
  if (name == NULL)
    return;
  cop_json_key_text(b->j, "picture", name);
  if (b->c->art_file == NULL || !g_hash_table_add(b->known, (gpointer)name))
    return;
  const CopPictureFile *file = b->c->art_file(b->c->art_user, name, cop_lang_rtl(b->lang) ? COP_ART_MIRRORED : 0);
  if (file == NULL)
    return;
  Picture *p = cop_new(b->a, Picture);
  p->name = name;
  p->member = (CopMember){ .name = cop_arena_printf(b->a, "pictures/%s.svg", g_strdelimit(cop_arena_strdup(b->a, name), "/", '-')), .picture = file };
  g_ptr_array_add(b->pictures, p);
}

static void
add_message(Bundle *b, const CopMessage *m)
{
  const char *title = cop_kit_text(b->c, b->a, m->id, COP_FORM_POSTER, b->lang), *say = cop_kit_text(b->c, b->a, m->id, COP_FORM_SAY, b->lang);
  if (title == NULL && say == NULL)
    return;
  cop_json_object(b->j);
  cop_json_key_text(b->j, "id", m->id);
  cop_json_key_text(b->j, "title", title != NULL ? title : say);
  cop_json_key_text(b->j, "act", cop_kit_text(b->c, b->a, m->id, COP_FORM_ACT, b->lang));
  cop_json_key_text(b->j, "say", title != NULL ? say : NULL);
  key_picture(b, m->id);
  cop_json_end(b->j);
}

static void
add_story(Bundle *b, const CopStory *s)
{
  const CopStoryPanel **panels = cop_kit_panels(b->c, b->a, s);
  cop_json_object(b->j);
  cop_json_key_text(b->j, "id", s->id);
  cop_json_key_text(b->j, "title", cop_kit_filled(b->c, b->a, COP_ENTITY_story, s->id, "title", b->lang));
  cop_json_key_text(b->j, "say", cop_kit_filled(b->c, b->a, COP_ENTITY_story, s->id, "ask", b->lang));
  if (panels[0] != NULL)
    key_picture(b, panels[0]->picture);
  cop_json_key_array(b->j, "panels");
  for (; *panels != NULL; panels++) {
    cop_json_object(b->j);
    cop_json_key_text(b->j, "text", cop_kit_filled(b->c, b->a, COP_ENTITY_story_panel, (*panels)->id, "caption", b->lang));
    key_picture(b, (*panels)->picture);
    cop_json_end(b->j);
  }
  cop_json_end(b->j);
  cop_json_end(b->j);
}

/* Where each lies and what it shows: they are files of their own, so that a slow phone
 * reads only those it comes to. */
static void
add_pictures(Bundle *b)
{
  cop_json_key_object(b->j, "pictures");
  for (guint i = 0; i < b->pictures->len; i++) {
    const Picture *p = g_ptr_array_index(b->pictures, i);
    cop_json_key_object(b->j, p->name);
    cop_json_key_text(b->j, "file", p->member.name);
    const char *in, *shown = cop_picture_words(b->c->words, b->lang, p->member.picture->alt, &in);
    cop_json_key_text(b->j, "alt", shown);
    cop_json_key_text(b->j, "alt_lang", in);
    cop_json_end(b->j);
  }
  cop_json_end(b->j);
}

/* A script that sets one variable: pages opened from a disk may not fetch. */
static const char *
bundle_data(const CopKitContext *c, CopArena *a, const char *lang, GPtrArray *pictures)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  const CopHelpline *h = cop_kit_helpline(c);
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  Bundle b = { c, a, cop_json_new(), lang, pictures, known };
  cop_json_object(b.j);
  cop_json_key_text(b.j, "lang", lang);
  cop_json_key_text(b.j, "dir", cop_lang_rtl(lang) ? "rtl" : "ltr");
  cop_json_key_text(b.j, "title", cop_tr(words, "Materials"));
  cop_json_key_text(b.j, "search", cop_tr(words, "Search"));
  cop_json_key_text(b.j, "help", cop_tr(words, "Ask for help"));
  cop_json_key_text(b.j, "number", h == NULL ? "" : h->number);
  cop_json_key_text(b.j, "draft", c->release ? "" : cop_tr(words, "Draft, for review"));
  cop_json_key_array(b.j, "items");
  size_t n_messages;
  const CopMessage *messages = cop_read_messages(c->read, &n_messages);
  for (size_t i = 0; i < n_messages; i++)
    add_message(&b, &messages[i]);
  size_t n_stories;
  const CopStory *stories = cop_read_stories(c->read, &n_stories);
  for (size_t i = 0; i < n_stories; i++)
    if (cop_kit_story_is_in(c, a, &stories[i], lang))
      add_story(&b, &stories[i]);
  cop_json_end(b.j);
  add_pictures(&b);
  cop_json_end(b.j);
  g_autofree char *json = cop_json_finish(b.j);
  return cop_arena_printf(a, "window.COPKIT_BUNDLE = %s;\n", json);
}

/* Web Application Manifest (W3C): what a browser needs to offer installing. */
static const char *
app_manifest(const CopKitContext *c, CopArena *a, const char *lang)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, lang);
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "name", cop_tr(words, "Materials"));
  cop_json_key_text(j, "short_name", cop_tr(words, "Materials"));
  cop_json_key_text(j, "lang", lang);
  cop_json_key_text(j, "dir", cop_lang_rtl(lang) ? "rtl" : "ltr");
  cop_json_key_text(j, "start_url", "index.html");
  cop_json_key_text(j, "display", "standalone");
  cop_json_key_text(j, "background_color", "#ffffff");
  cop_json_key_text(j, "theme_color", "#123a6b");
  cop_json_key_array(j, "icons");
  cop_json_object(j);
  cop_json_key_text(j, "src", "icon.svg");
  cop_json_key_text(j, "sizes", "any");
  cop_json_key_text(j, "type", "image/svg+xml");
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  g_autofree char *json = cop_json_finish(j);
  return cop_arena_printf(a, "%s\n", json);
}

/* What sw.js keeps, under a name that changes with it: it keeps one edition and forgets others. */
static const char *
edition(CopArena *a, const char *lang, const char *data, const GPtrArray *pictures)
{
  unsigned char digest[COP_HASH_SIZE];
  char hex[COP_HASH_HEX];
  CopHash h;
  CopJson *j = cop_json_new();
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, data, strlen(data));
  cop_json_array(j);
  for (guint i = 0; i < pictures->len; i++) {
    const Picture *p = g_ptr_array_index(pictures, i);
    cop_hash_add(&h, p->member.picture->digest, COP_HASH_SIZE);
    cop_json_text(j, p->member.name);
  }
  cop_json_end(j);
  cop_hash_finish(&h, digest);
  g_autofree char *files = cop_json_finish(j);
  return cop_arena_printf(a, "self.COPKIT_EDITION = 'copkit-%s-%.16s';\nself.COPKIT_PICTURES = %s;\n", lang, cop_hash_to_hex(digest, hex), files);
}

static bool
compose_bundle(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)diags, (void)error;
  static const char *const assets[] = { "index.html", "bundle.css", "bundle.js", "sw.js", "icon.svg" };
  g_autoptr(GPtrArray) pictures = g_ptr_array_new();
  const char *data = bundle_data(c, a, p->lang, pictures);
  CopMember *m = cop_new_n(a, CopMember, G_N_ELEMENTS(assets) + 3 + pictures->len);
  size_t n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(assets); i++)
    m[n++] = (CopMember){ .name = assets[i], .asset = cop_arena_printf(a, "learn/bundle/%s", assets[i]) };
  m[n++] = (CopMember){ .name = "data.js", .text = data };
  m[n++] = (CopMember){ .name = "app.webmanifest", .text = app_manifest(c, a, p->lang) };
  m[n++] = (CopMember){ .name = "edition.js", .text = edition(a, p->lang, data, pictures) };
  for (guint i = 0; i < pictures->len; i++)
    m[n++] = ((const Picture *)g_ptr_array_index(pictures, i))->member;
  out->members = m;
  out->n_members = n;
  return true;
}

void
cop_target_bundle(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    bool any = false;
    size_t n_messages;
    const CopMessage *messages = cop_read_messages(c->read, &n_messages);
    for (size_t i = 0; i < n_messages && !any; i++)
      any = cop_reading_text_of_message(c->read, messages[i].id, COP_FORM_POSTER, lang) != NULL;
    if (!any)
      continue;
    g_autofree char *stem = g_strdup_printf("kit/bundle/%s/bundle", lang);
    cop_products_add(pieces, &(CopProduct){ .target = "kit/bundle", .stem = stem, .lang = lang, .audience = "everybody",
                                            .formats = COP_FORMAT_BIT(COP_FORMAT_ZIP), .compose_kit = compose_bundle });
  }
}
