//! Are other languages told apart, and is no English text taken for one? Invented paragraphs, and all texts that lie beside the project.

#![allow(clippy::print_stdout, reason = "what is skipped and what was counted is told")]

use sanudo::language::{Verdict, tell};
use sanudo::model::Model;
use std::fs;
use std::path::Path;

fn model() -> Model {
    Model::load(sanudo_data::WEIGHTS, sanudo_data::SEGMENT, sanudo_data::LEMMAS).expect("a valid model")
}

const OTHERS: &[(&str, &str)] = &[
    (
        "de",
        "Der Minister reiste am Montag nach Quito, um mit seiner Kollegin über ein neues Abkommen zur Fischerei zu sprechen. Beide Seiten \
            äußerten sich zufrieden und kündigten weitere Gespräche im Herbst an. Einzelheiten wurden zunächst nicht bekannt, doch hieß es \
            aus Kreisen der Delegation, dass noch nicht alle strittigen Fragen gelöst seien.",
    ),
    (
        "fr",
        "Le ministre s'est rendu lundi à Quito afin d'évoquer avec son homologue un nouvel accord sur la pêche. Les deux parties se sont dites \
            satisfaites et ont annoncé la poursuite des discussions à l'automne. Aucun détail n'a été communiqué, mais plusieurs membres de la \
            délégation ont laissé entendre que toutes les questions n'étaient pas réglées.",
    ),
    (
        "es",
        "El ministro viajó el lunes a Lima para hablar con su homóloga de un nuevo acuerdo de pesca. Las dos partes se mostraron satisfechas y \
            anunciaron que seguirán las conversaciones en otoño. No se dieron detalles, aunque varios miembros de la delegación dijeron que \
            todavía quedan asuntos pendientes y que nadie quiere romper el diálogo.",
    ),
    (
        "pt",
        "O ministro viajou na segunda-feira para Luanda a fim de conversar com a sua homóloga sobre um novo acordo de pesca. Os dois lados \
            mostraram-se satisfeitos e anunciaram que as conversações vão continuar no outono. Não foram divulgados pormenores, mas vários \
            membros da delegação disseram que ainda há questões por resolver.",
    ),
    (
        "it",
        "Il ministro si è recato lunedì a Tunisi per parlare con la sua omologa di un nuovo accordo sulla pesca. Le due parti si sono dette \
            soddisfatte e hanno annunciato che i colloqui proseguiranno in autunno. Non sono stati resi noti i dettagli, ma alcuni membri della \
            delegazione hanno detto che restano aperte molte questioni.",
    ),
    (
        "nl",
        "De minister reisde maandag naar Quito om met zijn collega te praten over een nieuw visserijakkoord. Beide partijen zeiden tevreden te \
            zijn en kondigden aan dat de gesprekken in het najaar worden voortgezet. Bijzonderheden werden niet gegeven, maar volgens leden van \
            de delegatie zijn nog lang niet alle vragen beantwoord.",
    ),
    (
        "pl",
        "Minister udał się w poniedziałek do Limy, aby rozmawiać ze swoją odpowiedniczką o nowej umowie dotyczącej rybołówstwa. Obie strony \
            wyraziły zadowolenie i zapowiedziały, że jesienią odbędą się dalsze rozmowy. Szczegółów nie podano, ale członkowie delegacji \
            przyznali, że to jeszcze nie koniec trudnych negocjacji.",
    ),
    (
        "sv",
        "Ministern reste i måndags till Quito för att tala med sin kollega om ett nytt fiskeavtal. Båda sidor sade sig vara nöjda och meddelade \
            att samtalen ska fortsätta under hösten. Några närmare uppgifter lämnades inte, men enligt medlemmar av delegationen återstår det \
            flera frågor som ingen ännu har kunnat lösa.",
    ),
    (
        "tr",
        "Bakan pazartesi günü yeni bir balıkçılık anlaşmasını görüşmek üzere Lima'ya gitti. İki taraf da görüşmelerden memnun olduklarını \
            söyledi ve sonbaharda yeniden bir araya geleceklerini duyurdu. Ayrıntılar açıklanmadı, ancak heyetin üyeleri bazı konularda henüz \
            anlaşmaya varılamadığını belirtti.",
    ),
    (
        "ru",
        "Министр прибыл в понедельник в Лиму, чтобы обсудить новое соглашение о рыболовстве. Обе стороны остались довольны беседой и \
            договорились продолжить её осенью.",
    ),
    (
        "uk",
        "Міністр прибув у понеділок до Ліми, щоб обговорити нову угоду про рибальство. Обидві сторони залишилися задоволені розмовою і \
            домовилися продовжити її восени, хоча подробиці ще не відомі.",
    ),
    (
        "ar",
        "وصل الوزير يوم الاثنين إلى ليما لبحث اتفاق جديد بشأن الصيد البحري. وقال الجانبان إنهما راضيان عن المحادثات وإنها ستستمر في الخريف.",
    ),
    ("zh", "部长星期一抵达利马，讨论一项新的渔业协定。双方对会谈表示满意，并宣布秋天将继续谈判。"),
    (
        "ja",
        "大臣は月曜日にリマを訪れ、新しい漁業協定について話し合った。双方は会談に満足していると述べ、秋に再び会うと発表した。",
    ),
    (
        "ko",
        "장관은 월요일 리마를 방문해 새로운 어업 협정을 논의했다. 양측은 회담에 만족한다고 밝혔으며 가을에 다시 만나기로 했다.",
    ),
    (
        "el",
        "Ο υπουργός μετέβη τη Δευτέρα στη Λίμα για να συζητήσει μια νέα συμφωνία για την αλιεία. Οι δύο πλευρές δήλωσαν ικανοποιημένες.",
    ),
    (
        "he",
        "השר הגיע ביום שני ללימה כדי לדון בהסכם דיג חדש. שני הצדדים אמרו כי הם מרוצים מהשיחות והודיעו שימשיכו בסתיו.",
    ),
    ("hi", "मंत्री सोमवार को मछली पालन के नए समझौते पर बातचीत के लिए लीमा पहुँचे। दोनों पक्षों ने कहा कि वे बातचीत से संतुष्ट हैं।"),
];

#[test]
fn other_languages_are_told() {
    let model = model();
    for (code, text) in OTHERS {
        match tell(text, &model) {
            Verdict::Other(language) => assert_eq!(language.code, *code, "{text}"),
            verdict => panic!("{code} is {verdict:?}"),
        }
    }
}

#[test]
fn english_is_never_lost() {
    let model = model();
    let texts = [
        "Peru, Chile sign pact",
        "PERU AND CHILE SIGN FISHING PACT; MINISTERS HAIL NEW START; OPPOSITION VOWS COURT FIGHT OVER COASTAL WATERS, UNIONS CALL STRIKE IN LIMA PORT",
        "Present: Ana Quispe (Bolivia), José María Gutiérrez de la Vega (Perú), Łukasz Wójcik (Polska), Søren Kjærgård (Danmark), Jürgen Müller \
         (Deutschland), François Lefèvre (France), İbrahim Yıldız (Türkiye), Nguyễn Văn Hùng (Việt Nam), Zoltán Szabó (Magyarország), Ștefan Ionescu",
        "\"Wir schaffen das, und zwar gemeinsam\", the chancellor said in Berlin, and her coalition partners agreed with her that there was no other way.",
        "Oil prices slip amid Gulf tension",
        "",
        "12, 13, 14.5 %",
    ];
    for text in texts {
        assert!(!matches!(tell(text, &model), Verdict::Other(_)), "{text}");
    }
    assert_eq!(
        tell("The ministers of Peru and Chile met in Lima on Monday to sign the pact.", &model),
        Verdict::Own("en")
    );
}

/// A translation below the text, or above it, does not lose the article.
#[test]
fn half_an_article_is_enough() {
    let english = "The minister travelled to Quito on Monday to speak with her counterpart about a new agreement on fishing. Both sides said that \
                   they were content and that the talks would go on in autumn. No details were given, but members of the delegation said \
                   that not all of the questions had been settled.";
    let model = model();
    for (code, text) in OTHERS {
        assert_eq!(tell(&format!("{text}\n\n{english}"), &model), Verdict::Own("en"), "{code}");
    }
}

#[test]
fn no_text_beside_the_project_is_foreign() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let model = model();
    let files = [
        "data/news/state.jsonl",
        "data/news/kremlin.jsonl",
        "data/news/wikinews.jsonl",
        "gold/articles/dev.articles.jsonl",
        "gold/plv_dev.jsonl",
    ];
    for file in files {
        let Ok(lines) = fs::read_to_string(folder.join(file)) else {
            println!("skipped: ../shared/{file} is not there");
            continue;
        };
        let mut own = 0;
        for line in lines.lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let verdict = tell(value["text"].as_str().unwrap_or_default(), &model);
            assert!(!matches!(verdict, Verdict::Other(_)), "{verdict:?}: {line}");
            own += usize::from(matches!(verdict, Verdict::Own(_)));
        }
        println!("{file}: {own} of {} surely English, none foreign", lines.lines().count());
    }
}
