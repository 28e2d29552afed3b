/* SPDX-License-Identifier: Apache-2.0
 *
 * channel/speech.h -- draft audio by a machine voice, where one speaks the
 * language. The voice is espeak-ng, a program of its own (GPL, not linked;
 * doc/decisions/0003); for Filipino, Cebuano, Ilocano, Hiligaynon and Khmer there is
 * none, and people are recorded instead (compose/kit_recording.c).
 *
 * Numbers of three digits and more are said digit by digit. What is spoken is
 * brought to the loudness of radio (channel/sound.h) and, where a slot is
 * promised, to its length: said a little faster when it is too long, followed by
 * silence when it is too short.
 */
#ifndef COP_CHANNEL_SPEECH_H
#define COP_CHANNEL_SPEECH_H

#include "base/diag.h"
#include "channel/sound.h"

typedef struct {
  const char *text;
  double pause;    /* seconds of silence after it */
} CopSpoken;

typedef struct {
  const char *lang, *title, *comment;
  const CopSpoken *parts;
  size_t n;
  double seconds;  /* length of the slot; 0: as long as it takes */
} CopSpeech;

/* Is there a voice for the language (whether or not the program is installed)? */
bool cop_speech_has_voice(const char *lang);
/* Is the program installed? */
bool cop_speech_can_speak(void);

/* Says it, at the loudness of radio and as long as its slot. A speech that does not fit its slot at
 * the quickest speed allowed is a finding of kind channel, and as long as it is. */
bool cop_speech_say(const CopSpeech *s, CopClip *clip, CopDiags *diags, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
