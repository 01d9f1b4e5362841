//! The named character references of HTML for letters, punctuation and common symbols: all of HTML 4, and of HTML 5 those
//! that a program writes which replaces each character that has a name. Left out are mathematics, arrows and box drawing.

use std::sync::OnceLock;

/// Names with their characters, in the order of the names. A capital letter is not listed if its name is that of the small letter with capitals.
const NAMES: &str = "AMP=& COPY=© CloseCurlyDoubleQuote=” CloseCurlyQuote=’ Dagger=‡ GT=> Gcedil=Ģ Hat=^ Idot=İ LT=< \
     NewLine=\n NoBreak=\u{2060} NonBreakingSpace=\u{a0} OpenCurlyDoubleQuote=“ OpenCurlyQuote=‘ Prime=″ \
     QUOT=\" REG=® TRADE=™ Tab=\t UnderBar=_ VerticalLine=| ZeroWidthSpace=\u{200b} aacute=á abreve=ă \
     acirc=â acute=´ aelig=æ agrave=à alefsym=ℵ alpha=α amacr=ā amp=& and=∧ ang=∠ angst=Å aogon=ą apos=' \
     aring=å ast=* asymp=≈ atilde=ã auml=ä bdquo=„ beta=β blank=␣ brvbar=¦ bsol=\\ bull=• bullet=• \
     cacute=ć cap=∩ caret=⁁ ccaron=č ccedil=ç ccirc=ĉ cdot=ċ cedil=¸ cent=¢ centerdot=· check=✓ \
     checkmark=✓ chi=χ circ=ˆ clubs=♣ clubsuit=♣ colon=: comma=, commat=@ cong=≅ copy=© copysr=℗ crarr=↵ \
     cross=✗ cup=∪ curren=¤ dArr=⇓ dagger=† darr=↓ dash=‐ dcaron=ď ddagger=‡ deg=° delta=δ diamondsuit=♦ \
     diams=♦ div=÷ divide=÷ dollar=$ dstrok=đ eacute=é ecaron=ě ecirc=ê edot=ė egrave=è ell=ℓ emacr=ē \
     empty=∅ emsp=\u{2003} emsp13=\u{2004} emsp14=\u{2005} eng=ŋ ensp=\u{2002} eogon=ę epsilon=ε equals== \
     equiv=≡ eta=η eth=ð euml=ë euro=€ excl=! exist=∃ female=♀ flat=♭ fnof=ƒ forall=∀ frac12=½ frac13=⅓ \
     frac14=¼ frac15=⅕ frac16=⅙ frac18=⅛ frac23=⅔ frac25=⅖ frac34=¾ frac35=⅗ frac38=⅜ frac45=⅘ frac56=⅚ \
     frac58=⅝ frac78=⅞ frasl=⁄ gacute=ǵ gamma=γ gbreve=ğ gcirc=ĝ gdot=ġ ge=≥ grave=` gt=> hArr=⇔ \
     hairsp=\u{200a} half=½ harr=↔ hcirc=ĥ hearts=♥ heartsuit=♥ hellip=… horbar=― hstrok=ħ hyphen=‐ \
     iacute=í icirc=î iexcl=¡ igrave=ì ijlig=ĳ imacr=ī image=ℑ imath=ı imped=Ƶ incare=℅ infin=∞ inodot=ı \
     int=∫ iogon=į iota=ι iquest=¿ isin=∈ itilde=ĩ iuml=ï jcirc=ĵ jmath=ȷ kappa=κ kcedil=ķ kgreen=ĸ \
     lArr=⇐ lacute=ĺ lambda=λ lang=⟨ laquo=« larr=← larrhk=↩ lbrace={ lbrack=[ lcaron=ľ lcedil=ļ lceil=⌈ \
     lcub={ ldquo=“ ldquor=„ le=≤ lfloor=⌊ lmidot=ŀ lowast=∗ lowbar=_ loz=◊ lpar=( lrm=\u{200e} lsaquo=‹ \
     lsqb=[ lsquo=‘ lsquor=‚ lstrok=ł lt=< macr=¯ male=♂ malt=✠ mdash=— micro=µ midast=* middot=· minus=− \
     mldr=… mu=μ nabla=∇ nacute=ń napos=ŉ natural=♮ nbsp=\u{a0} ncaron=ň ncedil=ņ ndash=– ne=≠ nearr=↗ \
     ni=∋ nldr=‥ not=¬ notin=∉ nsub=⊄ ntilde=ñ nu=ν num=# numero=№ numsp=\u{2007} nwarr=↖ oacute=ó \
     ocirc=ô odblac=ő oelig=œ ograve=ò oline=‾ omacr=ō omega=ω omicron=ο oplus=⊕ or=∨ ordf=ª ordm=º \
     oslash=ø otilde=õ otimes=⊗ ouml=ö para=¶ part=∂ percnt=% period=. permil=‰ perp=⊥ phi=φ phone=☎ pi=π \
     piv=ϖ plus=+ plusmn=± pound=£ prime=′ prod=∏ prop=∝ psi=ψ puncsp=\u{2008} quest=? quot=\" rArr=⇒ \
     racute=ŕ radic=√ rang=⟩ raquo=» rarr=→ rarrhk=↪ rarrw=↝ rbrace=} rbrack=] rcaron=ř rcedil=ŗ rceil=⌉ \
     rcub=} rdquo=” rdquor=” real=ℜ reg=® rfloor=⌋ rho=ρ rlm=\u{200f} rpar=) rsaquo=› rsqb=] rsquo=’ \
     rsquor=’ rx=℞ sacute=ś sbquo=‚ scaron=š scedil=ş scirc=ŝ sdot=⋅ searr=↘ sect=§ semi=; sharp=♯ \
     shy=\u{ad} sigma=σ sigmaf=ς sim=∼ sol=/ spades=♠ spadesuit=♠ squ=□ square=□ star=☆ starf=★ sub=⊂ \
     sube=⊆ sum=∑ sung=♪ sup=⊃ sup1=¹ sup2=² sup3=³ supe=⊇ swarr=↙ szlig=ß tau=τ tcaron=ť tcedil=ţ \
     there4=∴ theta=θ thetasym=ϑ thinsp=\u{2009} thorn=þ tilde=˜ times=× tprime=‴ trade=™ tstrok=ŧ uArr=⇑ \
     uacute=ú uarr=↑ ubreve=ŭ ucirc=û udblac=ű ugrave=ù umacr=ū uml=¨ uogon=ų upsih=ϒ upsilon=υ uring=ů \
     utilde=ũ uuml=ü varr=↕ verbar=| vert=| wcirc=ŵ weierp=℘ xi=ξ yacute=ý ycirc=ŷ yen=¥ yuml=ÿ zacute=ź \
     zcaron=ž zdot=ż zeta=ζ zwj=\u{200d} zwnj=\u{200c}";

/// The names of U+0430 to U+045F, in order, without the suffix `cy`.
const CYRILLIC: &str = "a b v g d ie zh z i j k l m n o p r s t u f kh ts ch sh shch hard y soft e yu ya \
     - io dj gj juk ds iuk yi jser lj nj tsh kj - ubr dz";

/// The character of a name.
pub(super) fn character(name: &str) -> Option<char> {
    listed(name).or_else(|| {
        let small =
            name.starts_with(|first: char| first.is_ascii_uppercase()).then(|| name.to_ascii_lowercase())?;
        capital(listed(&small)?)
    })
}

/// The capital of a small letter with a name. `char::to_uppercase` would add the tables of all letters to the wasm.
fn capital(small: char) -> Option<char> {
    let code = small as u32;
    char::from_u32(match small {
        'ÿ' => 0x178,
        'ǵ' => 0x1f4,
        'à'..='ö' | 'ø'..='þ' | 'α'..='ρ' | 'σ'..='ω' | 'а'..='я' => code - 0x20,
        'ѐ'..='џ' => code - 0x50,
        // Here each capital is directly before its small letter. Capitals have even codes on the first line, and odd
        // codes on the second.
        'Ā'..='į' | 'ĳ'..='ķ' | 'ŋ'..='ŷ' if !code.is_multiple_of(2) => code - 1,
        'Ĺ'..='ň' | 'Ź'..='ž' if code.is_multiple_of(2) => code - 1,
        _ => return None,
    })
}

fn listed(name: &str) -> Option<char> {
    static PAIRS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| NAMES.split(' ').filter_map(|pair| pair.split_once('=')).collect());
    let position = pairs.binary_search_by_key(&name, |(known, _)| *known);
    let pair = position.ok().and_then(|position| pairs.get(position));
    let cyrillic = || {
        let stem = name.strip_suffix("cy").filter(|stem| *stem != "-")?;
        ('\u{430}'..='\u{45f}').zip(CYRILLIC.split(' ')).find(|(_, known)| *known == stem)
    };
    pair.and_then(|(_, text)| text.chars().next()).or_else(|| Some(cyrillic()?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        let names: Vec<_> = NAMES.split(' ').map(|pair| pair.split_once('=').unwrap().0).collect();
        assert!(names.is_sorted());
    }

    #[test]
    fn capitals_are_those_of_unicode() {
        let letters = NAMES.split(' ').filter_map(|pair| pair.split_once('=').unwrap().1.chars().next());
        for small in letters.chain('\u{430}'..='\u{45f}') {
            let of_unicode = small.to_uppercase().next().filter(|capital| *capital != small);
            // HTML has no name for these capitals.
            let expected = of_unicode.filter(|_| !"ßıµŉſƒϑϖς".contains(small));
            assert_eq!(capital(small), expected, "{small}");
        }
    }

    #[test]
    fn names_have_their_characters() {
        for (name, expected) in [
            ("nbsp", '\u{a0}'),
            ("eacute", 'é'),
            ("Eacute", 'É'),
            ("yuml", 'ÿ'),
            ("Yuml", 'Ÿ'),
            ("amp", '&'),
            ("AMP", '&'),
            ("quot", '"'),
            ("apos", '\''),
            ("rsquo", '’'),
            ("euro", '€'),
            ("Alpha", 'Α'),
            ("Dagger", '‡'),
            ("dagger", '†'),
            ("zwnj", '\u{200c}'),
            ("Scaron", 'Š'),
            ("lstrok", 'ł'),
            ("Idot", 'İ'),
            ("NewLine", '\n'),
            ("equals", '='),
            ("period", '.'),
            ("shchcy", 'щ'),
            ("SHCHcy", 'Щ'),
            ("Jukcy", 'Є'),
            ("dzcy", 'џ'),
        ] {
            assert_eq!(character(name), Some(expected), "{name}");
        }
        for unknown in ["", "NBSP", "Eacutex", "=", "amp=&", "Amp", "-cy", "cy", "Period"] {
            assert_eq!(character(unknown), None, "{unknown}");
        }
    }
}
