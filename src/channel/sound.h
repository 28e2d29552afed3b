/* SPDX-License-Identifier: Apache-2.0
 *
 * channel/sound.h -- recorded speech: reading, levels, MP3, Opus. libsndfile,
 * libebur128 and libopusenc stay behind this file.
 *
 * A clip is one channel of samples between -1 and 1. Loudness is integrated
 * loudness in LUFS after ITU-R BS.1770-4 and EBU R 128; peaks are true peaks in
 * dBTP. Radio asks for -23 LUFS and at most -1 dBTP (EBU R 128, 2020).
 */
#ifndef COP_CHANNEL_SOUND_H
#define COP_CHANNEL_SOUND_H

#include <glib.h>
#include <stdbool.h>

#define COP_SOUND_LOUDNESS (-23.0)
#define COP_SOUND_PEAK (-1.0)

#define COP_SOUND_ERROR (cop_sound_error_quark())
GQuark cop_sound_error_quark(void);
typedef enum {
  COP_SOUND_ERROR_FORMAT,  /* no sound file, or one of a kind nobody reads */
  COP_SOUND_ERROR_LIMIT,   /* longer than COP_SOUND_LONGEST */
  COP_SOUND_ERROR_RATE,    /* a rate the format has not */
  COP_SOUND_ERROR_VOICE,   /* no voice for the language, or no program that has it */
} CopSoundError;

enum { COP_SOUND_LONGEST = 1800 }; /* seconds */

typedef struct {
  float *samples; /* owned */
  size_t n;
  unsigned rate;  /* per second */
} CopClip;

void cop_clip_clear(CopClip *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CopClip, cop_clip_clear)

/* WAV, FLAC, Ogg, MP3; several channels are mixed to one. */
bool cop_clip_read(const char *path, CopClip *c, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  double seconds;
  double loudness; /* LUFS; -HUGE_VAL for silence and clips under 0.4 s */
  double peak;     /* dBTP; -HUGE_VAL for silence */
  size_t clipped;  /* samples at full scale that follow one at full scale: cut waves */
} CopLevels;

void cop_clip_levels(const CopClip *c, CopLevels *l);
/* Gain that brings it to COP_SOUND_LOUDNESS, less where its peak would pass COP_SOUND_PEAK. */
void cop_clip_normalise(CopClip *c);
/* Silence at the end up to that length; a longer clip stays as it is. */
void cop_clip_pad(CopClip *c, double seconds);

/* MPEG-1/2 Layer III. Title and comment go into the tags; NULL writes none. The
 * same clip and texts give the same bytes. */
GBytes *cop_clip_to_mp3(const CopClip *c, const char *title, const char *comment, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ogg Opus (RFC 7845) of speech for telephones, about 24 kbit/s; any rate of the clip. Texts and bytes as for MP3. */
GBytes *cop_clip_to_opus(const CopClip *c, const char *title, const char *comment, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
