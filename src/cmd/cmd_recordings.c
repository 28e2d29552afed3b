/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "build/snapshot.h"
#include "channel/sound.h"
#include "cmd/cmd.h"
#include "compose/slots.h"

/* Bounds of a recording that can be used. */
#define LEAST_RATE 22050u
#define QUIET (-45.0)   /* LUFS before it is brought to level: what is left is noise */
#define CUT_WAVES 3u    /* neighbours at full scale: one may be chance */
#define SHORT 0.4       /* of the time expected: something is missing */
#define LATE 1.6        /* of it, where no length was promised */

typedef struct {
  const CopKitSlot *slot;
  char *path;       /* NULL: not recorded */
  CopLevels levels;
  GPtrArray *faults; /* of text */
} Take;

static void
take_clear(Take *t)
{
  g_free(t->path);
  g_ptr_array_unref(t->faults);
}

static char *
find_file(const char *folder, const char *id)
{
  static const char *const suffixes[] = { "wav", "flac", "ogg", "opus", "mp3" };
  for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *name = g_strdup_printf("%s.%s", id, suffixes[i]);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer(&path);
  }
  return NULL;
}

static void
fault(Take *t, char *text)
{
  g_ptr_array_add(t->faults, text);
}

static void
measure(Take *t, const CopClip *clip)
{
  const CopLevels *l = &t->levels;
  double seconds = t->slot->seconds;
  if (clip->rate < LEAST_RATE)
    fault(t, g_strdup_printf("%u samples a second are too few; record with 44,100", clip->rate));
  if (!isfinite(l->loudness) || l->loudness < QUIET)
    fault(t, g_strdup("too quiet: hardly more than noise; move nearer and record again"));
  if (l->clipped >= CUT_WAVES)
    fault(t, g_strdup_printf("too loud: waves are cut %zu times; turn the level down and record again", l->clipped));
  if (l->seconds < SHORT * seconds)
    fault(t, g_strdup_printf("%.1f s where about %.0f s were expected: is all of it there?", l->seconds, seconds));
  if (l->seconds > (t->slot->promised ? seconds + 0.5 : LATE * seconds))
    fault(t, g_strdup_printf("%.1f s where %.0f s are given; take words out, do not speak faster", l->seconds, seconds));
}

static bool
put_voice(const char *dir, const char *kind, const char *lang, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_build_filename(dir, "kit", kind, lang, NULL), *path = g_build_filename(folder, name, NULL);
  if (g_mkdir_with_parents(folder, 0777) != 0) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "folder %s cannot be made", folder);
    return false;
  }
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  return cop_file_write(path, data, n, error);
}

/* For radio and, much smaller, for chat groups. */
static bool
put_voices(Take *t, const CopClip *clip, const char *dir, const char *lang, bool *written, GError **error)
{
  static const char origin[] = "Recorded by a person. copkit, CC BY 4.0";
  g_autoptr(GError) cause = NULL;
  g_autoptr(GBytes) mp3 = cop_clip_to_mp3(clip, t->slot->id, origin, &cause);
  g_autoptr(GBytes) opus = mp3 == NULL ? NULL : cop_clip_to_opus(clip, t->slot->id, origin, &cause);
  if (opus == NULL) {
    fault(t, g_strdup(cause->message));
    return true;
  }
  g_autofree char *radio = g_strdup_printf("%s.mp3", t->slot->id), *note = g_strdup_printf("%s.opus", t->slot->id);
  *written = put_voice(dir, "audio", lang, radio, mp3, error) && put_voice(dir, "voice-note", lang, note, opus, error);
  return *written;
}

/* Reads, measures and, when it is good and wanted, writes it. */
static bool
take_in(Take *t, const char *dir, const char *lang, bool *written, GError **error)
{
  g_auto(CopClip) clip = { 0 };
  g_autoptr(GError) cause = NULL;
  *written = false;
  if (t->path == NULL)
    return true;
  if (!cop_clip_read(t->path, &clip, &cause)) {
    fault(t, g_strdup(cause->message));
    return true;
  }
  cop_clip_levels(&clip, &t->levels);
  measure(t, &clip);
  if (t->faults->len > 0 || dir == NULL)
    return true;
  cop_clip_normalise(&clip);
  if (t->slot->promised)
    cop_clip_pad(&clip, t->slot->seconds);
  return put_voices(t, &clip, dir, lang, written, error);
}

static void
print_take(const Take *t, bool quiet)
{
  if (t->path == NULL)
    return;
  if (!quiet || t->faults->len > 0)
    printf("%-16s %6.1f s of %3.0f  %6.1f LUFS  %5.1f dBTP  %s\n", t->slot->id, t->levels.seconds, t->slot->seconds, t->levels.loudness, t->levels.peak,
           t->faults->len == 0 ? "good" : "record again");
  for (guint i = 0; i < t->faults->len; i++)
    printf("    %s\n", (const char *)g_ptr_array_index(t->faults, i));
}

static void
write_take(CopJson *j, const Take *t)
{
  cop_json_object(j);
  cop_json_key_text(j, "slot", t->slot->id);
  cop_json_key_text(j, "file", t->path);
  cop_json_key_real(j, "expected", t->slot->seconds);
  if (t->path != NULL) {
    cop_json_key_real(j, "seconds", t->levels.seconds);
    cop_json_key_real(j, "loudness", isfinite(t->levels.loudness) ? t->levels.loudness : -99);
    cop_json_key_real(j, "peak", isfinite(t->levels.peak) ? t->levels.peak : -99);
  }
  cop_json_key_array(j, "faults");
  for (guint i = 0; i < t->faults->len; i++)
    cop_json_text(j, g_ptr_array_index(t->faults, i));
  cop_json_end(j);
  cop_json_end(j);
}

static CopExit
take_all(const GArray *slots, const char *folder, const char *dir, const char *lang, const CopCmdCommon *common)
{
  size_t found = 0, good = 0;
  CopJson *j = common->json ? cop_json_new() : NULL;
  g_autoptr(GError) error = NULL;
  if (j != NULL)
    cop_json_array(j);
  for (guint i = 0; i < slots->len && error == NULL; i++) {
    const CopKitSlot *slot = &g_array_index(slots, CopKitSlot, i);
    Take t = { .slot = slot, .path = find_file(folder, slot->id), .faults = g_ptr_array_new_with_free_func(g_free) };
    bool written;
    if (take_in(&t, dir, lang, &written, &error)) {
      found += t.path != NULL;
      good += t.path != NULL && t.faults->len == 0;
      if (j != NULL)
        write_take(j, &t);
      else
        print_take(&t, common->quiet);
    }
    take_clear(&t);
  }
  if (j != NULL) {
    cop_json_end(j);
    g_autofree char *text = cop_json_finish(j);
    fputs(text, stdout);
  }
  if (error != NULL)
    return cop_cmd_fail("recordings", COP_EXIT_INPUT, error);
  if (j == NULL && !common->quiet)
    printf("%zu of %u slots recorded, %zu good%s\n", found, slots->len, good, dir == NULL ? "" : ", these are in the kit");
  return good < found ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

CopExit
cop_cmd_recordings(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *dir = NULL, *lang = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &dir, "build folder to put good ones into", "DIR" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &lang, "language that is spoken", "LANG" },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "FOLDER", "Measure recordings of people against their slots; good ones become MP3 and voice notes (Opus) at the loudness of radio.",
                     "Slots and file names: 'copkit build kit/recording'.", &common))
    return COP_EXIT_USAGE;
  if (argc != 2 || lang == NULL || common.store == NULL)
    return cop_cmd_failf("recordings", COP_EXIT_USAGE, "give the store with -s, the language with -l and the folder of recordings");
  if (!g_file_test(argv[1], G_FILE_TEST_IS_DIR))
    return cop_cmd_failf("recordings", COP_EXIT_INPUT, "there is no folder '%s'", argv[1]);
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopDb) db = cop_db_open(common.store, COP_DB_READ, &error);
  g_autoptr(CopSnapshot) s = db == NULL ? NULL : cop_snapshot_load(db, &(CopSnapshotOptions){ .without_plan = true }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("recordings", COP_EXIT_INPUT, error);
  if (s->context.country == NULL)
    return cop_cmd_failf("recordings", COP_EXIT_INPUT, "%s holds no country", common.store);
  g_autoptr(CopReading) reading = cop_reading_new(s->model);
  CopKitContext kit = cop_kit_context(&s->context, reading);
  g_autoptr(GArray) slots = cop_kit_slots(&kit, s->arena, lang, NULL);
  if (slots->len == 0)
    return cop_cmd_failf("recordings", COP_EXIT_INPUT, "nothing is written to be spoken in '%s'", lang);
  return take_all(slots, argv[1], dir, lang, &common);
}
