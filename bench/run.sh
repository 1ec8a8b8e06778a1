#!/usr/bin/env bash
# Sanudo beside spaCy's small model on the same text, in one run: bench/run.sh OUT.csv  (PYTHON names an interpreter with spaCy)
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:?where to write the figures}; python=${PYTHON:-python3}
news="../shared/data/news/state.jsonl ../shared/data/news/kremlin.jsonl ../shared/data/news/wikinews.jsonl"
sample=target/bench-sample.jsonl; all=target/bench-all.jsonl
cat $news > $all; awk 'NR % 20 == 1' $all > $sample
words() { $python - "$1" <<'P'
import json, sys
print(sum(len(json.loads(l)["text"].split()) for l in open(sys.argv[1], encoding="utf-8")))
P
}
measure() { # name, text, command…: wall seconds, peak memory
  local name=$1 text=$2; shift 2
  /usr/bin/time -f '%e %M' -o target/bench-time "$@" > /dev/null
  read -r seconds kib < target/bench-time
  echo "$name,$(wc -l < "$text"),$(words "$text"),$seconds,$kib" | tee -a "$out"
}
echo "what,articles,words,seconds,peak_kib" > "$out"
cp examples/articles/talks.txt target/bench-one.jsonl
measure "sanudo code, all news, 1 thread" $all target/release/sanudo code --threads 1 --format jsonl $all
measure "sanudo code, all news, 2 threads" $all target/release/sanudo code --threads 2 --format jsonl $all
measure "sanudo code, sample, 1 thread" $sample target/release/sanudo code --threads 1 --format jsonl $sample
measure "sanudo parse, sample, 1 thread" $sample target/release/sanudo parse $sample
read -r n w s < <(OMP_NUM_THREADS=1 $python bench/spacy_words.py $sample)
echo "spaCy en_core_web_sm 3.8 (tagger, parser, lemmatizer, ner), sample, 1 thread,$n,$w,$s," | tee -a "$out"
for _ in 1 2 3 4 5 6 7 8 9 10; do
  /usr/bin/time -f '%e' -o target/bench-time target/release/sanudo code --format jsonl examples/articles/talks.txt > /dev/null
  echo "start-up to first record,1,,$(cat target/bench-time)," >> "$out"
done
