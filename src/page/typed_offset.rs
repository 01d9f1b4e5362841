//! UTC offsets as people type them.

/// Reads an offset as people type it, with or without `UTC` or `GMT`: `+5:30`, `+0530`, `5:30`, `GMT+2`, `utc-3`.
/// Returns seconds ahead of UTC. A number alone is not an offset: it needs a sign, a colon or a prefix.
pub fn read(typed: &str) -> Option<i64> {
    let typed = typed.to_ascii_lowercase().replace(['−', '–'], "-");
    let plain = typed.strip_prefix("utc").or_else(|| typed.strip_prefix("gmt"));
    let rest = plain.unwrap_or(&typed);
    let (sign, digits) = match (rest.strip_prefix('+'), rest.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (None, Some(digits)) => (-1, digits),
        (None, None) if plain.is_some() || rest.contains(':') => (1, rest),
        (None, None) => return None,
    };
    // Without a colon, `530` is 5:30 and `053` the beginning of 0530.
    let hour_digits = if digits.len() == 3 && !digits.starts_with('0') { 1 } else { 2 };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(hour_digits)?,
        None => (digits, ""),
    };
    let hours = number(hours)?;
    let minutes = match minutes.len() {
        0 => 0,
        // The beginning of minutes that are still being typed.
        1 => number(minutes)? * 10,
        _ => number(minutes)?,
    };
    // The largest offset in use is UTC+14.
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Parses one or two digits.
fn number(digits: &str) -> Option<i64> {
    let is_number = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_read_in_every_notation() {
        for typed in ["+0530", "+05:30", "+5:30", "5:30", "05:30", "+530", "UTC+5:30", "utc+0530", "GMT+5:30"]
        {
            assert_eq!(read(typed), Some(19_800), "{typed}");
        }
        for typed in ["-3", "−3", "–3", "-03", "-0300", "-3:00", "-03:00", "utc-3", "UTC−3", "gmt-03:00"]
        {
            assert_eq!(read(typed), Some(-10_800), "{typed}");
        }
        for typed in ["GMT+2", "UTC+2", "UTC+02:00", "utc2", "+2"] {
            assert_eq!(read(typed), Some(7_200), "{typed}");
        }
        assert_eq!(read("+0"), Some(0));
        assert_eq!(read("UTC-0:30"), Some(-1_800));
    }

    #[test]
    fn an_offset_is_found_while_it_is_typed() {
        for (typed, minutes) in
            [("+5", 300), ("+5:", 300), ("+5:3", 330), ("+05", 300), ("+053", 330), ("5:", 300)]
        {
            assert_eq!(read(typed), Some(minutes * 60), "{typed}");
        }
    }

    #[test]
    fn other_words_are_not_offsets() {
        for typed in [
            "", "+", "-", ":", "5", "26", "0530", "utc", "gmt", "UTC+", "+15", "+5:60", "+05300", "5:30pm",
            "+a", "+5:x", "++5", "+-5", "+5:+3", "1:2:3", "tokyo", "−−3", "+٣",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
