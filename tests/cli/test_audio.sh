#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Draft audio: length and loudness as ffmpeg measures them, marked as drafts, the
# same bytes again; recordings of people: slots, levels, intake.
. "$(dirname "$0")/../tap.sh"
command -v ffmpeg >/dev/null || skip_all "ffmpeg is not installed"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
length() { ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"; }
levels() { ffmpeg -nostats -hide_banner -i "$1" -filter_complex ebur128=peak=true -f null - 2>&1 | awk '/ I:/ { i = $2 } / Peak:/ { p = $2 } END { print i, p }'; }

if command -v espeak-ng >/dev/null; then
  ok "spots and stories are spoken" "$COPKIT" build -q -s "$store" -o "$out" -l ar,en,fil,km kit/audio
  same "languages without a voice are not" "ar en" "$(cd "$out/kit/audio" && echo *)"
  f=$out/kit/audio/en/MSG-PC-1-30.mp3
  ok "a spot of thirty seconds has thirty seconds" sh -c "echo '$(length "$f")' | awk '{ exit !(\$1 >= 29.9 && \$1 <= 30.2) }'"
  for f in "$out/kit/audio/en/MSG-PC-1-30.mp3" "$out/kit/audio/en/SP-LOUD-1.mp3" "$out/kit/audio/ar/ST-1.mp3"; do
    ok "$(basename "$f"): -23 LUFS, peaks under -1 dBTP ($(levels "$f"))" sh -c "echo '$(levels "$f")' | awk '{ exit !(\$1 >= -23.5 && \$1 <= -22.5 && \$2 <= -1) }'"
  done
  same "each says that it is a draft" "0" "$(for f in "$out"/kit/audio/*/*.mp3; do ffprobe -v error -show_entries format_tags=title -of csv=p=0 "$f" | grep -c '^.\{0,1\}Draft, for review' || true; done | grep -c '^0')"
  ok "nothing is too long for its slot" sh -c "! grep -q audio-long '$out/manifest.json'"
  "$COPKIT" build -q -s "$store" -o "$TMP/again" -l ar kit/audio
  same "the same text gives the same bytes" "$(sha256sum <"$out/kit/audio/ar/ST-1.mp3")" "$(sha256sum <"$TMP/again/kit/audio/ar/ST-1.mp3")"
  ok "the same as voice notes, when they are named" "$COPKIT" build -q -s "$store" -o "$TMP/again" -l ar kit/voice-note
  note=$TMP/again/kit/voice-note/ar/ST-1.opus
  same "they are Ogg Opus for ffmpeg" "opus,48000,1" "$(ffprobe -v error -show_entries stream=codec_name,sample_rate,channels -of csv=p=0 "$note")"
  same "as long as the MP3" "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$TMP/again/kit/audio/ar/ST-1.mp3" | cut -d. -f1)" "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$note" | cut -d. -f1)"
  ok "as loud ($(levels "$note"))" sh -c "echo '$(levels "$note")' | awk '{ exit !(\$1 >= -23.8 && \$1 <= -22.2) }'"
  ok "less than three quarters of its size" test "$(wc -c <"$note")" -lt "$(($(wc -c <"$TMP/again/kit/audio/ar/ST-1.mp3") * 3 / 4))"
  ok "they say that they are drafts" sh -c "ffprobe -v error -show_entries stream_tags=title -of csv=p=0 '$note' | grep -q '^.\{0,1\}Draft, for review'"
  mkdir "$TMP/third" && "$COPKIT" build -q -s "$store" -o "$TMP/third" -l ar kit/voice-note
  same "the same text gives the same bytes" "$(sha256sum <"$note")" "$(sha256sum <"$TMP/third/kit/voice-note/ar/ST-1.opus")"
else
  skip "spots and stories are spoken" "espeak-ng is not installed"
fi

# --- what people record ---
ok "lists of what to record" "$COPKIT" build -q -s "$store" -o "$out" kit/recording
same "for those languages, as PDF and DOCX" "ceb fil hil ilo km" "$(cd "$out/kit/recording" && echo *)"
ok "every slot is in the list" sh -c "pdftotext -layout '$out/kit/recording/km/recording.pdf' - | grep -q ST-2-6"
rec=$TMP/rec && mkdir "$rec"
tone() { ffmpeg -v error -y -f lavfi -i "sine=frequency=300:duration=$2" -af "tremolo=f=4:d=0.7,volume=$3" -ar "${4:-44100}" -ac "${5:-1}" "$rec/$1"; }
tone ST-1-1.wav 5 0.5
tone ST-1-2.flac 6 -50dB 44100 2
tone ST-1-3.wav 60 0.5
tone ST-1-4.wav 5 40dB
tone ST-1-5.wav 5 0.5 8000
echo "no sound" >"$rec/ST-1-6.wav"
tone ST-2-1.ogg 1 0.5
"$COPKIT" recordings -s "$store" -l fil -o "$TMP/kit" "$rec" >"$TMP/said"
same "exit tells that some must be recorded again" 1 $?
same "the good one is in the kit, and it alone" "ST-1-1.mp3" "$(ls "$TMP/kit/kit/audio/fil")"
same "and as a voice note" "ST-1-1.opus opus" "$(ls "$TMP/kit/kit/voice-note/fil") $(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$TMP/kit/kit/voice-note/fil/ST-1-1.opus")"
ok "brought to level ($(levels "$TMP/kit/kit/audio/fil/ST-1-1.mp3"))" sh -c "echo '$(levels "$TMP/kit/kit/audio/fil/ST-1-1.mp3")' | awk '{ exit !(\$1 >= -23.6 && \$1 <= -22.4) }'"
for say in "ST-1-2 .*again" "too quiet" "60.0 s where" "waves are cut" "8000 samples" "cannot be read as sound" "is all of it there"; do ok "it says: $say" grep -q "$say" "$TMP/said"; done
ok "and how far the work is" grep -qE '^7 of [0-9]+ slots recorded, 1 good' "$TMP/said"
ok "as JSON, too" sh -c "'$COPKIT' recordings -s '$store' -l fil --json '$rec' | python3 -c 'import json,sys; t = {x[\"slot\"]: x for x in json.load(sys.stdin)}; assert t[\"ST-1-1\"][\"faults\"] == [] and t[\"ST-1-6\"][\"faults\"], t'"
refused 3 "a language nobody wrote for" "$COPKIT" recordings -s "$store" -l is "$rec"
refused 3 "a folder that is none" "$COPKIT" recordings -s "$store" -l fil "$TMP/nowhere"
refused 2 "no language" "$COPKIT" recordings -s "$store" "$rec"
tap_done
