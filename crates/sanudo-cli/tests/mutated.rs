//! What the fuzz targets promise, on a few hundred mutated inputs with a fixed seed.

#[path = "../../../fuzz/src/lib.rs"]
mod invariants;

use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    fn bytes(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len());
            match self.below(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, self.below(256) as u8),
                2 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                3 => bytes.extend_from_within(at..),
                _ => bytes.splice(at..at, seed.iter().take(8).copied()).for_each(drop),
            }
        }
        bytes
    }

    fn text(&mut self, seed: &str, pieces: &[&str]) -> String {
        let mut characters: Vec<char> = seed.chars().collect();
        for _ in 0..=self.below(20) {
            let (a, b) = (self.below(characters.len()), self.below(characters.len()));
            match self.below(4) {
                0 => characters.swap(a, b),
                1 => drop(characters.splice(a..a, pieces[self.below(pieces.len())].chars())),
                2 if characters.len() > 1 => drop(characters.remove(a)),
                _ => characters[a] = characters[b],
            }
        }
        characters.into_iter().collect()
    }
}

const ARTICLE: &str = "MOSCOW, Nov 20 (Agency) - Chad’s president doesn't know Gen. A. Ruiz; they met on 7 Oct. in Niamey…\n\nBy Jane Doe\n\n\
    Talks failed\n\n- “We will not go,” he said. France's 3.5% offer (of $1,200m) was “cannot”-proof.\n\nPhoto: Ministry\nSource: Agency";

const PIECES: [&str; 18] = [
    ".", "\n", "\n\n", " ", "\t", "\r\n", "’", "n't", "“", "\u{a0}", "\u{200b}", "\u{2028}", "é", "🙂", "U.S.", "--",
    "e\u{301}", "\u{0}",
];

#[test]
fn packed_files_keep_to_their_limits() {
    let gzip = |content: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).expect("memory");
        encoder.finish().expect("memory")
    };
    // a raw block, a repeated block and a skippable frame, written by hand from the format's description
    let zstd = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 9, 0x28, 0, 0, b'C', b'h', b'i', b'l', b'e', 0x23, 0, 0, b'!'];
    let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2][..], &zstd].concat();
    let bomb = gzip(&vec![b'a'; 2 << 20]);
    let seeds = [gzip(ARTICLE.as_bytes()), zstd.to_vec(), skipped, bomb, ARTICLE.as_bytes().to_vec()];
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let plain = [Some(ARTICLE.as_bytes()), Some(b"Chile!!!!"), Some(b"Chile!!!!"), None, Some(ARTICLE.as_bytes())];
    for (seed, plain) in seeds.iter().zip(plain) {
        assert_eq!(invariants::unpacked(seed).as_deref(), plain);
        (0..300).for_each(|_| drop(invariants::unpacked(&random.bytes(seed))));
    }
}

#[test]
fn segments_hold_all_text_in_order() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    invariants::segments(ARTICLE);
    (0..800).for_each(|_| invariants::segments(&random.text(ARTICLE, &PIECES)));
}

#[test]
fn trees_are_written_as_conllu() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    invariants::conllu(ARTICLE);
    (0..300).for_each(|_| invariants::conllu(&random.text(ARTICLE, &PIECES)));
}

const VERBS: &str = "act = \"attack\"\nverbs = [\"attack\", \"lash out\"]\nnouns = [\"attack\"]\nrequire = \"obj=ACTOR/on\"\n\
    [[rule]]\nid = \"a\"\nwhen = \"obj!=@weapon|missile !with mod=joint\"\nmodes = [\"aerial\"]\n[[example]]\ntext = \"A.\"\nevents = [\"ASSAULT CHL\"]\n";
const ACTORS: &str = "code = \"CHL\"\nname = \"Chile\"\nnames = [\"Chile\"]\nadjectives = [\"Chilean\"]\ncapital = \"Santiago\"\n\
    [[person]]\nname = \"Ana Ruiz\"\noffices = [{ role = \"minister\", sector = \"GOV\", from = \"2022-10-16\" }]\n[[body]]\nname = \"Senate\"\nsector = \"LEG\"\n";
const ROWS: &str = "[[row]]\noperator = \"ask\"\ninner = \"violence\"\nnegated = true\ntype = \"REQUEST\"\nmodes = [\"yield\"]\nrecipient = \"agent|addressee\"\n";
const DICTIONARY: &str = "# mine\n!PERSON! = MAN, WOMAN\nRUIZ_GUARD_ ; a guard\n+GUARD_(RG)_\n\t[CHLREB <20030101]\n\t[CHLMIL 030101-20101231]\n\
    ANA_RUIZ [CHLGOV >20110101][IGOUNO <901231]\nSHEEP!PERSON! {SHEEPMEN} [~AGR]\n";
const ACTS: &str =
    "[[act]]\nid = \"meet\"\ntype = \"CONSULT\"\nclass = \"meet\"\nparties = \"both\"\nrecipient = \"with|obj\"\n";

#[test]
fn lexicon_files_load_or_say_why_not() {
    const SIGNS: [&str; 17] = [
        "+",
        "<",
        "~",
        "\"",
        "[",
        "]",
        "=",
        "\n",
        "[[rule]]\n",
        "!",
        "|",
        "/",
        "@",
        "é",
        "when = \"\"\n",
        "9999-99-99",
        "'''",
    ];
    let mut random = Random(0xfeed_beef_dead_cafe);
    for (which, seed) in [(0, VERBS), (13, ACTORS), (2, ROWS), (1, ACTS), (15, DICTIONARY)] {
        assert!(invariants::lexicon(which, seed), "{seed}");
        for _ in 0..80 {
            invariants::lexicon(which, &random.text(seed, &SIGNS));
        }
    }
    for which in 0..16 {
        invariants::lexicon(which, "");
        invariants::lexicon(which, "a = [{}, 1979-05-27, inf]\n[b.c]\n");
    }
}

#[test]
fn conditions_are_read_or_refused() {
    let mut random = Random(0x0dd_ba11);
    for _ in 0..2000 {
        invariants::conditions(&random.text(
            "obj!=@weapon|missile !with mod=joint obj=ACTOR/against plural",
            &["!", "=", "|", "/", " ", "@", "é"],
        ));
    }
}
