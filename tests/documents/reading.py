# SPDX-License-Identifier: Apache-2.0
"""Readability of a text by other programs: reading.py LANG FILE prints name and
value of each figure. Syllables are the vowels that espeak-ng speaks; words,
sentences and formulas are computed here. reading.py fathom FILE: what
Lingua::EN::Fathom (Perl) makes of an English text, counting by itself."""
import re
import subprocess
import sys
import unicodedata

FORMULAS = {
    "en": {"Flesch reading ease": (206.835, -1.015, -84.6), "Flesch-Kincaid grade": (-15.59, 0.39, 11.8)},
    "es": {"Fernández Huerta": (206.84, -1.02, -60.0), "Szigriszt-Pazos": (206.835, -1.0, -62.3)},
    "fr": {"Kandel-Moles": (207.0, -1.015, -73.6)},
    "ru": {"Oborneva": (206.835, -1.3, -60.1)},
}


def fathom(text):
    program = """use Lingua::EN::Fathom; local $/; my $t = Lingua::EN::Fathom->new; $t->analyse_block(<STDIN>);
    printf "Flesch reading ease\\t%.6f\\nFlesch-Kincaid grade\\t%.6f\\n", $t->flesch, $t->kincaid"""
    return subprocess.run(["perl", "-e", program], input=text, capture_output=True, text=True, check=True).stdout


def spoken(words, lang):
    # One word a line, each with a full stop: espeak-ng joins lines otherwise.
    out = subprocess.run(["espeak-ng", "-q", "--ipa", "-v", lang], input="\n".join(w + "." for w in words),
                         capture_output=True, text=True, check=True).stdout
    lines = [line.strip() for line in out.splitlines() if line.strip()]
    assert len(lines) == len(words), (len(lines), len(words))
    return lines


def nuclei(ipa, lang):
    s = "".join(c for c in unicodedata.normalize("NFD", ipa) if not unicodedata.combining(c) and c not in "ˈˌː")
    if lang == "fr":
        s = re.sub("yi", "i", s)  # the glide of "lui", written as a vowel
    if lang == "es":
        s = re.sub("(?<=[aeo])[ɪʊ]", "", s)  # second part of a diphthong
    if lang == "en":
        s = re.sub("(?<=[aeoɔə])[ɪʊ]|(?<=[aɪeʊ])[ə](?=ɹ)|(?<=[ɪʊ])ə$", "", s)  # diphthongs
        s = re.sub("(?<=[bcdfghkmnpqstvzʃʒθð])l(?=$|[zd]$)", "əl", s)  # syllabic l
    return max(1, len(re.findall("[aeiouyɑɐɒæɛəɜɪɔʊʌøœɵɨʉɯɤ]", s)))


def main():
    lang, path = sys.argv[1:]
    text = open(path, encoding="utf-8").read()
    if lang == "fathom":
        sys.stdout.write(fathom(text))
        return
    sentences = [s for s in re.split(r"[.!?]+\s", text + " ") if re.search(r"\w", s)]
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.lower())
    syllables = sum(nuclei(p, lang) for p in spoken(words, lang))
    for name, (base, sentence, word) in FORMULAS[lang].items():
        print(f"{name}\t{base + sentence * len(words) / len(sentences) + word * syllables / len(words):.6f}")


main()
