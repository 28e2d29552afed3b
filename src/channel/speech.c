/* SPDX-License-Identifier: Apache-2.0 */
#include "channel/speech.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "base/xml.h"
#include "channel/pace.h"

/* Words a minute as espeak-ng counts them. */
#define PACE COP_PACE_ENGLISH
#define PACE_MOST 160

static const struct { const char *lang, *voice; } voices[] = {
  { "ar", "ar" }, { "bn", "bn" }, { "de", "de" }, { "el", "el" }, { "en", "en" }, { "es", "es" }, { "fa", "fa" }, { "fr", "fr-fr" },
  { "hi", "hi" }, { "id", "id" }, { "it", "it" }, { "ja", "ja" }, { "ko", "ko" }, { "ms", "ms" }, { "my", "my" }, { "ne", "ne" },
  { "pt", "pt" }, { "ru", "ru" }, { "si", "si" }, { "sw", "sw" }, { "ta", "ta" }, { "th", "th" }, { "tr", "tr" }, { "ur", "ur" },
  { "vi", "vi" }, { "zh-Hans", "cmn" },
};

static const char *
voice_of(const char *lang)
{
  for (size_t i = 0; i < G_N_ELEMENTS(voices); i++)
    if (strcmp(voices[i].lang, lang) == 0)
      return voices[i].voice;
  return NULL;
}

bool
cop_speech_has_voice(const char *lang)
{
  return voice_of(lang) != NULL;
}

bool
cop_speech_can_speak(void)
{
  g_autofree char *path = g_find_program_in_path("espeak-ng");
  return path != NULL;
}

/* --- what is said, as SSML 1.1 --- */

static size_t
digits_at(const char *p)
{
  return strspn(p, "0123456789");
}

/* "1383" as "1, 3, 8, 3, ". */
static char *
spelled(const char *text)
{
  GString *out = g_string_new(NULL);
  while (*text != '\0') {
    size_t n = digits_at(text);
    for (size_t i = 0; n >= 3 && i < n; i++)
      g_string_append_printf(out, "%c, ", text[i]);
    const char *next = n > 0 ? text + n : g_utf8_next_char(text);
    if (n < 3)
      g_string_append_len(out, text, next - text);
    text = next;
  }
  return g_string_free(out, FALSE);
}

static char *
to_ssml(const CopSpeech *s)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_open(x, "speak");
  for (size_t i = 0; i < s->n; i++) {
    g_autofree char *words = spelled(s->parts[i].text);
    cop_xml_element(x, "s", words);
    if (s->parts[i].pause <= 0)
      continue;
    cop_xml_open(x, "break");
    cop_xml_attrf(x, "time", "%.0fms", 1000 * s->parts[i].pause);
    cop_xml_close(x);
  }
  cop_xml_close(x);
  return cop_xml_finish(x);
}

/* --- the voice --- */

enum { WAV_HEADER = 44, WAV_RATE = 22050 };

/* espeak-ng writes 16 bits, one channel, to a pipe; sizes in the header mean nothing there. */
static bool
take_wave(GBytes *wave, CopClip *c, GError **error)
{
  gsize n;
  const unsigned char *b = g_bytes_get_data(wave, &n);
  if (n < WAV_HEADER + 2 || memcmp(b, "RIFF", 4) != 0 || b[22] != 1 || (b[24] | b[25] << 8) != WAV_RATE || b[34] != 16) {
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_FORMAT, "espeak-ng did not answer with sound");
    return false;
  }
  *c = (CopClip){ .n = (n - WAV_HEADER) / 2, .rate = WAV_RATE };
  c->samples = g_new(float, c->n + 1);
  for (size_t i = 0; i < c->n; i++)
    c->samples[i] = (float)(int16_t)(b[WAV_HEADER + 2 * i] | b[WAV_HEADER + 2 * i + 1] << 8) / 32768.0f;
  return true;
}

static bool
speak(const CopSpeech *s, const char *ssml, unsigned pace, CopClip *c, GError **error)
{
  g_autofree char *speed = g_strdup_printf("%u", pace);
  const char *const argv[] = { "espeak-ng", "-v", voice_of(s->lang), "-s", speed, "-m", "--stdin", "--stdout", NULL };
  g_autoptr(GSubprocess) p = g_subprocess_newv(argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);
  g_autoptr(GBytes) in = g_bytes_new(ssml, strlen(ssml)), out = NULL;
  if (p == NULL || !g_subprocess_communicate(p, in, NULL, &out, NULL, error))
    return false;
  return take_wave(out, c, error);
}

static void
add_long(const CopSpeech *s, double seconds, CopDiags *diags)
{
  g_autofree char *message = g_strdup_printf("said in '%s' it takes %.1f s at the quickest speed allowed, the slot has %.0f s", s->lang, seconds, s->seconds);
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = "audio-long", .start = -1, .end = -1,
                                   .message = message, .remedy = "take words out; do not speak faster" });
}

bool
cop_speech_say(const CopSpeech *s, CopClip *clip, CopDiags *diags, GError **error)
{
  *clip = (CopClip){ 0 };
  if (voice_of(s->lang) == NULL || !cop_speech_can_speak()) {
    g_set_error(error, COP_SOUND_ERROR, COP_SOUND_ERROR_VOICE, "nothing here speaks '%s' (package espeak-ng)", s->lang);
    return false;
  }
  g_autofree char *ssml = to_ssml(s);
  if (!speak(s, ssml, PACE, clip, error))
    return false;
  double took = (double)clip->n / clip->rate;
  if (s->seconds > 0 && took > s->seconds) {
    unsigned pace = (unsigned)MIN(PACE_MOST, ceil(PACE * took / s->seconds) + 2);
    cop_clip_clear(clip);
    if (!speak(s, ssml, pace, clip, error))
      return false;
    took = (double)clip->n / clip->rate;
    if (took > s->seconds)
      add_long(s, took, diags);
  }
  cop_clip_normalise(clip);
  cop_clip_pad(clip, s->seconds);
  return true;
}
