//! The named character references of HTML 4, and `&apos;`.

/// The names of U+00A0 to U+00FF, in order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
     acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
     Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc \
     Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml \
     aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc \
     otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// The other names, each with its character.
const OTHERS: &str = "Alpha=Α Beta=Β Chi=Χ Dagger=‡ Delta=Δ Epsilon=Ε Eta=Η Gamma=Γ Iota=Ι Kappa=Κ Lambda=Λ Mu=Μ Nu=Ν OElig=Œ \
     Omega=Ω Omicron=Ο Phi=Φ Pi=Π Prime=″ Psi=Ψ Rho=Ρ Scaron=Š Sigma=Σ Tau=Τ Theta=Θ Upsilon=Υ Xi=Ξ Yuml=Ÿ \
     Zeta=Ζ alefsym=ℵ alpha=α amp=& and=∧ ang=∠ apos=' asymp=≈ bdquo=„ beta=β bull=• cap=∩ chi=χ circ=ˆ \
     clubs=♣ cong=≅ crarr=↵ cup=∪ dArr=⇓ dagger=† darr=↓ delta=δ diams=♦ empty=∅ emsp=\u{2003} ensp=\u{2002} \
     epsilon=ε equiv=≡ eta=η euro=€ exist=∃ fnof=ƒ forall=∀ frasl=⁄ gamma=γ ge=≥ gt=> hArr=⇔ harr=↔ hearts=♥ \
     hellip=… image=ℑ infin=∞ int=∫ iota=ι isin=∈ kappa=κ lArr=⇐ lambda=λ lang=⟨ larr=← lceil=⌈ ldquo=“ le=≤ \
     lfloor=⌊ lowast=∗ loz=◊ lrm=\u{200e} lsaquo=‹ lsquo=‘ lt=< mdash=— minus=− mu=μ nabla=∇ ndash=– ne=≠ \
     ni=∋ notin=∉ nsub=⊄ nu=ν oelig=œ oline=‾ omega=ω omicron=ο oplus=⊕ or=∨ otimes=⊗ part=∂ permil=‰ perp=⊥ \
     phi=φ pi=π piv=ϖ prime=′ prod=∏ prop=∝ psi=ψ quot=\" rArr=⇒ radic=√ rang=⟩ rarr=→ rceil=⌉ rdquo=” real=ℜ \
     rfloor=⌋ rho=ρ rlm=\u{200f} rsaquo=› rsquo=’ sbquo=‚ scaron=š sdot=⋅ sigma=σ sigmaf=ς sim=∼ spades=♠ \
     sub=⊂ sube=⊆ sum=∑ sup=⊃ supe=⊇ tau=τ there4=∴ theta=θ thetasym=ϑ thinsp=\u{2009} tilde=˜ trade=™ uArr=⇑ \
     uarr=↑ upsih=ϒ upsilon=υ weierp=℘ xi=ξ zeta=ζ zwj=\u{200d} zwnj=\u{200c}";

/// The character of a name.
pub(super) fn character(name: &str) -> Option<char> {
    let latin = (0xA0_u8..=0xFF).zip(LATIN_1.split(' ')).find(|(_, known)| *known == name);
    let other =
        || OTHERS.split(' ').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name);
    latin.map(|(code, _)| char::from(code)).or_else(|| other()?.1.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_characters() {
        for (name, expected) in [
            ("nbsp", '\u{a0}'),
            ("eacute", 'é'),
            ("yuml", 'ÿ'),
            ("amp", '&'),
            ("quot", '"'),
            ("apos", '\''),
            ("rsquo", '’'),
            ("euro", '€'),
            ("Alpha", 'Α'),
            ("zwnj", '\u{200c}'),
        ] {
            assert_eq!(character(name), Some(expected), "{name}");
        }
        for unknown in ["", "NBSP", "Eacutex", "=", "amp=&"] {
            assert_eq!(character(unknown), None, "{unknown}");
        }
        assert_eq!(LATIN_1.split(' ').count() + OTHERS.split(' ').count(), 253);
    }
}
