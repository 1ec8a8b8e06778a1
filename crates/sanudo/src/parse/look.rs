//! What a word looks like: which rows of the network's tables stand for it.

use super::hash;

/// Rows in the five tables: the word, its last three and two characters, its first three, its shape.
pub type Rows = [u32; TABLES];

/// The number of tables.
pub const TABLES: usize = 5;

/// Longest part of a word that is looked at; longer "words" are noise.
const LONGEST: usize = 48;

/// The keys of a word before they are reduced to rows: [`Rows`] in the same order.
pub fn keys(word: &str) -> Rows {
    let mut lower = ['\0'; LONGEST];
    let mut len = 0;
    for (slot, c) in lower.iter_mut().zip(word.chars()) {
        *slot = normal(c);
        len += 1;
    }
    let lower = &lower[..len];
    let tail = |n: usize| hash::chars(lower[len.saturating_sub(n)..].iter().copied());
    let head = hash::chars(lower[..len.min(3)].iter().copied());
    [hash::chars(lower.iter().copied()), tail(3), tail(2), head, shape(word)]
}

/// Lower case of one character, all digits alike, typographic quotes made plain.
pub fn normal(c: char) -> char {
    match c {
        '0'..='9' => '0',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Capitals, digits, marks and length class, below 1,024.
fn shape(word: &str) -> u32 {
    let mut seen = 0u32;
    for (i, c) in word.chars().take(LONGEST).enumerate() {
        seen |= match c {
            c if c.is_uppercase() => 1 << u32::from(i > 0),
            c if c.is_lowercase() => 4,
            c if c.is_numeric() => 8,
            '-' => 16,
            '.' => 32,
            '\'' | '’' => 64,
            _ => 128,
        };
    }
    seen << 2 | (word.len() as u32).min(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that `student.py` computes for the same words.
    #[test]
    fn training_sees_the_same_words() {
        let seen = |word| {
            let [whole, s3, s2, p3, shape] = keys(word);
            [whole, s3 % 8192, s2 % 2048, p3 % 8192, shape]
        };
        assert_eq!(seen("Attacked"), [2_555_837_807, 561, 1149, 5692, 23]);
        assert_eq!(seen("U.S."), [3_856_610_689, 34, 87, 6540, 143]);
        assert_eq!(seen("1998"), [395_682_563, 374, 1783, 374, 35]);
        assert_eq!(seen("Élysée"), [3_774_365_182, 3719, 909, 7411, 23]);
        assert_eq!(seen("n’t"), [1_885_375_240, 2824, 1909, 2824, 275]);
    }

    #[test]
    fn case_and_digits_are_in_the_shape_only() {
        let (a, b) = (keys("Attacked"), keys("attacked"));
        assert_eq!(a[..4], b[..4]);
        assert_ne!(a[4], b[4]);
        assert_eq!(keys("1998")[0], keys("2024")[0]);
        assert!(keys(&"x9-.'A&".repeat(40))[4] < 1024);
    }
}
