//! Every format, and what must be said about broken input.

use super::*;

fn all(bytes: &[u8]) -> Vec<Result<Reading, Error>> {
    articles(bytes, &Options::default()).collect()
}

fn one(bytes: &[u8]) -> Reading {
    all(bytes).remove(0).unwrap()
}

fn code(bytes: &[u8]) -> &'static str {
    all(bytes).into_iter().next().unwrap().unwrap_err().code
}

#[test]
fn a_plain_text_keeps_its_bytes() {
    let text = "Title: Talks in Lima\r\nDate: 12 June 2024\r\n\r\nChile and Peru met.\r\n";
    let reading = one(text.as_bytes());
    assert_eq!(reading.article.text, text);
    assert_eq!(reading.article.title.as_deref(), Some("Talks in Lima"));
    assert_eq!(reading.article.published, parse_date("2024-06-12"));
    assert_eq!(reading.article.id, sha256(text)[..16]);
    assert!(reading.notes.is_empty());
}

#[test]
fn a_fenced_block_is_no_part_of_the_article() {
    let reading = one(b"---\ntitle: \"Talks\"\ntags:\n  - a\ndate: 2024-06-12\n---\n\nChile and Peru met.\n");
    assert_eq!(reading.article.text, "Chile and Peru met.\n");
    assert_eq!(reading.article.title.as_deref(), Some("Talks"));
    assert_eq!(reading.line, 8);
    assert_eq!(one(b"---\nA rule, and then a text\n---\n").article.text, "---\nA rule, and then a text\n---\n");
}

#[test]
fn dates_are_read_as_people_write_them() {
    let wanted = parse_date("2023-11-20");
    assert!(wanted.is_some());
    for text in [
        "2023-11-20T10:00:00Z",
        "20231120",
        "20231120T101500Z",
        "2023/11/20",
        "November 20, 2023",
        "Nov 20, 2023",
        "20 November 2023",
        "Mon, 20 Nov 2023 10:00:00 GMT",
        "Monday, November 20, 2023",
        "1700474400",
        "1700474400000",
        "Nov. 20, 2023",
        "Sept. 3, 2023 ",
        "20-Nov-2023",
        "20 November, 2023",
        "Monday 20 November 2023",
        "November 20th, 2023",
        "20th November 2023",
        "2023-11-20 10:00",
    ] {
        let wanted = if text.starts_with("Sept") { parse_date("2023-09-03") } else { wanted };
        assert_eq!(parse_date(text), wanted, "{text}");
    }
    for text in
        ["", "yesterday", "2023-13-45", "2023-02-30", "31 June 2023", "20", "-0001-01-01", "0023-11-20", "12/06/2024"]
    {
        assert_eq!(parse_date(text), None, "{text}");
    }
}

#[test]
fn an_impossible_date_is_noted_and_the_article_read() {
    let reading = one(br#"{"id": 7, "date": "2023-13-45", "body": "Chile and Peru met."}"#);
    assert_eq!(reading.article.id, "7");
    assert_eq!(reading.article.published, None);
    let codes: Vec<&str> = reading.notes.iter().map(|n| n.code.as_str()).collect();
    assert_eq!(codes, ["W301", "W302"]);
}

#[test]
fn a_bad_line_does_not_stop_the_good_ones() {
    let lines = b"{\"text\": \"One.\"}\n\n{\"text\": \n{\"id\": \"x\", \"txt\": \"Two.\"}\n{\"text\": \"\"}\n{\"text\": \"Three.\"}";
    let read = all(lines);
    let shown: Vec<String> = read
        .iter()
        .map(|item| match item {
            Ok(reading) => format!("{} {}", reading.line, reading.article.text),
            Err(error) => format!("{} {}", error.line, error.code),
        })
        .collect();
    assert_eq!(shown, ["1 One.", "3 E305", "4 E306", "5 E301", "6 Three."]);
}

#[test]
fn a_long_line_is_skipped_without_being_held() {
    let mut bytes = b"{\"text\": \"".to_vec();
    bytes.resize(2_000_000, b'a');
    bytes.extend(b"\"}\n{\"text\": \"Short.\"}\n");
    let options = Options { max_article: 1000, ..Options::default() };
    let read: Vec<_> = articles(bytes.as_slice(), &options).collect();
    assert_eq!(read[0].as_ref().unwrap_err().code, "E304");
    assert!(read[0].as_ref().unwrap_err().message.contains("longer than 1000 bytes"));
    assert_eq!(read[1].as_ref().unwrap().article.text, "Short.");
}

#[test]
fn arrays_and_pretty_objects_are_read_one_by_one() {
    let array = b"[\n {\"text\": \"One {1}.\"},\n {\"text\": \"Two \\\"}.\"}\n]\n";
    let texts: Vec<String> = all(array).into_iter().map(|r| r.unwrap().article.text).collect();
    assert_eq!(texts, ["One {1}.", "Two \"}."]);
    assert_eq!(one(b"{\n  \"text\": [\"One.\", \"Two.\"]\n}\n").article.text, "One.\nTwo.");
    assert_eq!(code(b"[{\"text\": \"cut"), "E305");
}

#[test]
fn fields_can_be_given_other_names() {
    let map = vec![("text".to_owned(), "inhalt".to_owned())];
    let options = Options { map, ..Options::default() };
    let read: Vec<_> = articles(&b"{\"inhalt\": \"A.\", \"text\": \"B.\"}\n"[..], &options).collect();
    assert_eq!(read[0].as_ref().unwrap().article.text, "A.");
}

#[test]
fn other_encodings_are_read_and_damage_is_told() {
    let latin = "Le président français a été reçu à Genève par les délégués européens.";
    let bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    let reading = one(&bytes);
    assert_eq!(reading.article.text, latin);
    assert_eq!(reading.notes[0].code, "W303");
    let mut wide = vec![0xff, 0xfe];
    wide.extend("Chile and Peru met.".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(one(&wide).article.text, "Chile and Peru met.");
    let mut broken = "Łódź, Kraków: ".as_bytes().to_vec();
    let offset = broken.len();
    broken.extend(b"\xff and more");
    let error = all(&broken).remove(0).unwrap_err();
    assert_eq!((error.code, error.message.contains(&format!("byte {offset} "))), ("E303", true));
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark: &[u8] = if mark { &[0xff, 0xfe] } else { &[] };
    mark.iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn every_format_is_read_from_utf16() {
    let line = "{\"id\": \"u\", \"text\": \"Señor Núñez met.\"}\n";
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><Sentences><Sentence id=\"S_1\"><Text>Chile met Peru.</Text></Sentence></Sentences>";
    for mark in [true, false] {
        assert_eq!(one(&utf16(line, mark)).article.text, "Señor Núñez met.");
        assert_eq!(one(&utf16(xml, mark)).article.text, "Chile met Peru.");
        assert_eq!(one(&utf16("Chile met Peru.", mark)).article.text, "Chile met Peru.");
    }
    let long = format!("{}🙂 end", "Señor Núñez met. ".repeat(20_000));
    assert_eq!(one(&utf16(&long, true)).article.text, long);
    let big: Vec<u8> = utf16(&long, true).chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    assert_eq!(one(&big).article.text, long);
    let mut broken = utf16("Chile met Peru.", true);
    broken.extend([0x00, 0xd8, b'x', 0]);
    assert_eq!(code(&broken), "E311");
}

#[test]
fn xml_of_another_encoding_is_read() {
    let sentence = "<Sentences><Sentence id=\"S_1\"><Text>Señor Núñez met.</Text></Sentence></Sentences>";
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| c as u8).collect() };
    let declared = one(&latin(&format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{sentence}")));
    assert_eq!(declared.article.text, "Señor Núñez met.");
    assert!(declared.notes.iter().all(|n| n.code != "W303"));
    let guessed = one(&latin(sentence));
    assert_eq!(guessed.article.text, "Señor Núñez met.");
    assert!(guessed.notes.iter().any(|n| n.code == "W303"));
}

#[test]
fn a_bad_sentence_does_not_stop_the_good_ones() {
    let xml = b"<Sentences><Sentence id=\"A_1\"><Text>One.</Text></Sentence>\n\
        <Sentence id=\"A_2\"><Text>Two</Wrong></Text></Sentence>\n<Sentence id=\"A_3\"><Text>Three & four.</Text></Sentence>\n\
        <Sentence id=\"B_1\"><Text>Five.</Text></Sentence></Sentences>";
    let shown: Vec<String> = all(xml)
        .iter()
        .map(|item| item.as_ref().map_or_else(|e| format!("{} {}", e.line, e.code), |r| r.article.text.clone()))
        .collect();
    assert_eq!(shown, ["One. Three & four.", "2 E309", "Five."]);
}

#[test]
fn a_long_sentence_is_skipped_without_being_held() {
    let long = "word ".repeat(20_000);
    let xml = format!(
        "<Articles><Article id=\"A\"><Text>{long}</Text></Article>\n<Article id=\"B\"><Text>Short.</Text></Article></Articles>"
    );
    let options = Options { max_article: 1000, ..Options::default() };
    let read: Vec<_> = articles(xml.as_bytes(), &options).collect();
    assert_eq!(read[0].as_ref().unwrap_err().code, "E304");
    assert_eq!(read[1].as_ref().unwrap().article.text, "Short.");
    assert_eq!(read.len(), 2);
}

#[test]
fn what_is_no_article_says_what_it_is() {
    for (bytes, said) in [
        (&b"{\\rtf1\\ansi Chad met Niger.}"[..], "RTF"),
        (b"BZh91AY&SY\0\0\x10", "bzip2"),
        (b"\xfd7zXZ\0\0\x04", "xz"),
        (b"Chad\0met", "byte 4"),
        (b"id,text,date\n1,\"Chad met Niger.\",2024-06-12\n", "table"),
        (b"date;title;body\n2024-06-12;Talks;Chad met Niger.\n", "table"),
    ] {
        let error = all(bytes).remove(0).unwrap_err();
        assert!(error.message.contains(said), "{error}");
        assert_eq!(error.code, "E302");
    }
    assert!(all(b"Date, text and source\nChad met Niger.").remove(0).is_ok());
}

#[test]
fn what_is_no_text_is_named() {
    assert_eq!(code(b""), "E301");
    assert_eq!(code(b" \n\n"), "E301");
    let error = all(b"%PDF-1.7\n\x00\x01\xff\xfe").remove(0).unwrap_err();
    assert!(error.message.contains("PDF"), "{error}");
    assert_eq!(code(b"a\0b"), "E302");
}

#[test]
fn the_sentences_of_a_story_are_one_article() {
    let xml = b"<?xml version=\"1.0\"?>\n<Sentences>\n<Sentence date=\"20231120\" id=\"AFP7_1\" source=\"AFP\" sentence=\"True\">\n\
        <Text>\nChile &amp; Peru\nmet.\n</Text>\n<Parse>(ROOT (S x))</Parse></Sentence>\n\
        <Sentence date=\"20231120\" id=\"AFP7_2\" source=\"AFP\"><Text>They signed.</Text></Sentence>\n\
        <Sentence date=\"20231121\" id=\"AFP8_1\" source=\"AFP\"><Text>It rained.</Text></Sentence></Sentences>";
    let read: Vec<Reading> = all(xml).into_iter().map(Result::unwrap).collect();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].article.text, "Chile & Peru met. They signed.");
    assert_eq!(read[0].article.id, "AFP7");
    assert_eq!(read[0].article.published, parse_date("2023-11-20"));
    assert_eq!(read[1].article.publisher.as_deref(), Some("AFP"));
    let articles = b"<Articles><Article date=\"20231120\" id=\"A_1\"><Text>One.</Text></Article><Article date=\"20231120\" id=\"A_2\"><Text>Two.</Text></Article></Articles>";
    assert_eq!(all(articles).len(), 2);
    assert_eq!(code(b"<Sentences><Sentence id=\"a\"><Text>cut"), "E309");
    assert_eq!(code(b"<Sentences><Sentence id=\"a\"><Text>x</Wrong></Sentence>"), "E309");
}

#[cfg(feature = "html")]
#[test]
fn a_page_gives_its_article_without_menus() {
    let paragraph =
        "The foreign ministers of Chile and Peru met in Lima on Monday and agreed to open two border posts. ";
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>Talks in Lima</title>\
        <meta property=\"article:published_time\" content=\"2024-06-12T08:00:00Z\"><script>var x = '<div>';</script></head>\
        <body><nav><ul><li><a href=/>Home</a><li><a href=/w>Weather</a></ul></nav><article><h1>Talks in Lima</h1>\
        <p>{0}</p><p>{0}</p><p>{0}</p></article><footer>All rights reserved</footer></body></html>",
        paragraph.repeat(4)
    );
    let article = one(page.as_bytes()).article;
    assert!(article.text.contains("agreed to open two border posts"));
    assert!(!article.text.contains("Weather") && !article.text.contains("var x"));
    assert_eq!(article.published, parse_date("2024-06-12"));
}

#[cfg(feature = "html")]
#[test]
fn a_page_that_nests_too_deep_is_rejected_at_once() {
    let page = format!("<html><body>{}", "<ul><li>".repeat(16_000));
    assert_eq!(code(page.as_bytes()), "E307");
    let wide = format!("<html><body>{}", "<p>text <b>bold</b><br>".repeat(50));
    assert!(all(wide.as_bytes()).remove(0).map_or_else(|e| e.code != "E307", |_| true));
}

/// Every reader on inputs that were good before something happened to them.
#[test]
fn mutated_input_never_panics() {
    let seeds: [&[u8]; 6] = [
        b"Title: A\nDate: 2024-06-12\n\nChile and Peru met.\n",
        b"---\ntitle: A\n---\nText with \xc3\xa9 and more.",
        b"{\"id\": \"1\", \"text\": \"One \\u00e9.\", \"date\": \"2024-06-12\"}\n{\"text\": \"Two.\"}\n",
        b"[{\"text\": \"One.\"}, {\"text\": \"Two.\"}]",
        b"<html><head><meta charset=utf-8><title>T</title></head><body><p>One</p><!-- x --><script>y</script></body></html>",
        b"<Sentences><Sentence date=\"20231120\" id=\"A_1\"><Text>x &amp; y</Text></Sentence></Sentences>",
    ];
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below.max(1) as u64) as usize
    };
    for round in 0..3000 {
        let mut bytes = seeds[round % seeds.len()].to_vec();
        for _ in 0..=next(6) {
            let at = next(bytes.len());
            match next(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, next(256) as u8),
                2 if !bytes.is_empty() => bytes[at] = next(256) as u8,
                3 => bytes.extend_from_within(at..),
                _ => bytes.splice(at..at, seeds[next(seeds.len())][..4].iter().copied()).for_each(drop),
            }
        }
        let readings = articles(bytes.as_slice(), &Options::default()).take(1000);
        for reading in readings.flatten() {
            assert!(!reading.article.text.trim().is_empty());
        }
    }
}
