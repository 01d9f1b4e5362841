//! Windows' own names of zones, as Exchange and Outlook write them (CLDR's `windowsZones`, territory 001).

/// The usual ends of these names.
const ENDINGS: [&str; 2] = [" Standard Time", " Daylight Time"];

/// Windows' names without the usual end, also some that it no longer uses, each with the IANA name of its zone. They are
/// sorted by name.
const ZONES: &str = "\
AUS Central=Australia/Darwin\n\
AUS Eastern=Australia/Sydney\n\
Afghanistan=Asia/Kabul\n\
Alaskan=America/Anchorage\n\
Alberta=America/Edmonton\n\
Aleutian=America/Adak\n\
Altai=Asia/Barnaul\n\
Arab=Asia/Riyadh\n\
Arabian=Asia/Dubai\n\
Arabic=Asia/Baghdad\n\
Argentina=America/Argentina/Buenos_Aires\n\
Armenian=Asia/Yerevan\n\
Astrakhan=Europe/Astrakhan\n\
Atlantic=America/Halifax\n\
Aus Central W.=Australia/Eucla\n\
Azerbaijan=Asia/Baku\n\
Azores=Atlantic/Azores\n\
Bahia=America/Bahia\n\
Bangladesh=Asia/Dhaka\n\
Belarus=Europe/Minsk\n\
Bougainville=Pacific/Bougainville\n\
British Columbia=America/Vancouver\n\
Canada Central=America/Regina\n\
Cape Verde=Atlantic/Cape_Verde\n\
Caucasus=Asia/Yerevan\n\
Cen. Australia=Australia/Adelaide\n\
Central=America/Chicago\n\
Central America=America/Guatemala\n\
Central Asia=Asia/Bishkek\n\
Central Brazilian=America/Cuiaba\n\
Central Europe=Europe/Budapest\n\
Central European=Europe/Warsaw\n\
Central Pacific=Pacific/Guadalcanal\n\
Central Standard Time (Mexico)=America/Mexico_City\n\
Chatham Islands=Pacific/Chatham\n\
China=Asia/Shanghai\n\
Coordinated Universal Time=UTC\n\
Cuba=America/Havana\n\
Dateline=Etc/GMT+12\n\
E. Africa=Africa/Nairobi\n\
E. Australia=Australia/Brisbane\n\
E. Europe=Europe/Chisinau\n\
E. South America=America/Sao_Paulo\n\
Easter Island=Pacific/Easter\n\
Eastern=America/New_York\n\
Eastern Standard Time (Mexico)=America/Cancun\n\
Egypt=Africa/Cairo\n\
Ekaterinburg=Asia/Yekaterinburg\n\
FLE=Europe/Kyiv\n\
Fiji=Pacific/Fiji\n\
GMT=Europe/London\n\
GTB=Europe/Bucharest\n\
Georgian=Asia/Tbilisi\n\
Greenland=America/Nuuk\n\
Greenwich=Atlantic/Reykjavik\n\
Haiti=America/Port-au-Prince\n\
Hawaiian=Pacific/Honolulu\n\
India=Asia/Kolkata\n\
Iran=Asia/Tehran\n\
Israel=Asia/Jerusalem\n\
Jordan=Asia/Amman\n\
Kaliningrad=Europe/Kaliningrad\n\
Kamchatka=Asia/Kamchatka\n\
Korea=Asia/Seoul\n\
Libya=Africa/Tripoli\n\
Line Islands=Pacific/Kiritimati\n\
Lord Howe=Australia/Lord_Howe\n\
Magadan=Asia/Magadan\n\
Magallanes=America/Punta_Arenas\n\
Manitoba=America/Winnipeg\n\
Marquesas=Pacific/Marquesas\n\
Mauritius=Indian/Mauritius\n\
Mexico=America/Mexico_City\n\
Mexico Standard Time 2=America/Mazatlan\n\
Mid-Atlantic=Etc/GMT+2\n\
Middle East=Asia/Beirut\n\
Montevideo=America/Montevideo\n\
Morocco=Africa/Casablanca\n\
Mountain=America/Denver\n\
Mountain Standard Time (Mexico)=America/Mazatlan\n\
Myanmar=Asia/Yangon\n\
N. Central Asia=Asia/Novosibirsk\n\
Namibia=Africa/Windhoek\n\
Nepal=Asia/Kathmandu\n\
New Zealand=Pacific/Auckland\n\
Newfoundland=America/St_Johns\n\
Norfolk=Pacific/Norfolk\n\
North Asia=Asia/Krasnoyarsk\n\
North Asia East=Asia/Irkutsk\n\
North Korea=Asia/Pyongyang\n\
Omsk=Asia/Omsk\n\
Pacific=America/Los_Angeles\n\
Pacific SA=America/Santiago\n\
Pacific Standard Time (Mexico)=America/Tijuana\n\
Pakistan=Asia/Karachi\n\
Paraguay=America/Asuncion\n\
Qyzylorda=Asia/Qyzylorda\n\
Romance=Europe/Paris\n\
Russia Time Zone 10=Asia/Srednekolymsk\n\
Russia Time Zone 11=Asia/Kamchatka\n\
Russia Time Zone 3=Europe/Samara\n\
Russian=Europe/Moscow\n\
SA Eastern=America/Cayenne\n\
SA Pacific=America/Bogota\n\
SA Western=America/La_Paz\n\
SE Asia=Asia/Bangkok\n\
Saint Pierre=America/Miquelon\n\
Sakhalin=Asia/Sakhalin\n\
Samoa=Pacific/Apia\n\
Sao Tome=Africa/Sao_Tome\n\
Saratov=Europe/Saratov\n\
Singapore=Asia/Singapore\n\
South Africa=Africa/Johannesburg\n\
South Sudan=Africa/Juba\n\
Sri Lanka=Asia/Colombo\n\
Sudan=Africa/Khartoum\n\
Syria=Asia/Damascus\n\
Taipei=Asia/Taipei\n\
Tasmania=Australia/Hobart\n\
Tocantins=America/Araguaina\n\
Tokyo=Asia/Tokyo\n\
Tomsk=Asia/Tomsk\n\
Tonga=Pacific/Tongatapu\n\
Transbaikal=Asia/Chita\n\
Turkey=Europe/Istanbul\n\
Turks And Caicos=America/Grand_Turk\n\
US Eastern=America/Indiana/Indianapolis\n\
US Mountain=America/Phoenix\n\
UTC=UTC\n\
UTC+12=Etc/GMT-12\n\
UTC+13=Etc/GMT-13\n\
UTC-02=Etc/GMT+2\n\
UTC-08=Etc/GMT+8\n\
UTC-09=Etc/GMT+9\n\
UTC-11=Etc/GMT+11\n\
Ulaanbaatar=Asia/Ulaanbaatar\n\
Universal Coordinated Time=UTC\n\
Venezuela=America/Caracas\n\
Vladivostok=Asia/Vladivostok\n\
Volgograd=Europe/Volgograd\n\
W. Australia=Australia/Perth\n\
W. Central Africa=Africa/Lagos\n\
W. Europe=Europe/Berlin\n\
W. Mongolia=Asia/Hovd\n\
West Asia=Asia/Tashkent\n\
West Bank=Asia/Hebron\n\
West Pacific=Pacific/Port_Moresby\n\
Yakutsk=Asia/Yakutsk\n\
Yukon=America/Whitehorse";

/// The IANA name of the zone with this Windows name, ignoring case and a number at its end.
pub(super) fn iana_name(name: &str) -> Option<&'static str> {
    let find = |name: &str| {
        let mut pairs = ZONES.lines().filter_map(|line| line.split_once('='));
        pairs.find(|(windows, _)| windows.eq_ignore_ascii_case(name)).map(|(_, iana)| iana)
    };
    // Outlook numbers its names if a feed has several definitions of one.
    let unnumbered = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let unnumbered = unnumbered.strip_suffix(' ').unwrap_or(name);
    let short = ENDINGS.iter().find_map(|ending| {
        let (short, end) = unnumbered.split_at_checked(unnumbered.len().checked_sub(ending.len())?)?;
        end.eq_ignore_ascii_case(ending).then_some(short)
    });
    find(name).or_else(|| find(short.unwrap_or(unnumbered)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ics::zone_names::current;
    use crate::calendar::time::zone::ZoneDatabase as _;
    use crate::site::zones::BundledZones;

    #[test]
    fn every_name_maps_to_a_current_iana_name() {
        let database = BundledZones::open();
        let names: Vec<_> = ZONES.lines().filter_map(|line| line.split_once('=')).collect();
        assert_eq!(names.len(), ZONES.lines().count());
        assert!(names.is_sorted());
        for (windows, iana) in names {
            assert_eq!(current(iana), iana, "{windows}");
            assert!(database.find(iana).is_some(), "{windows}: {iana}");
        }
    }

    #[test]
    fn names_are_found_with_their_ending_in_any_case() {
        assert_eq!(iana_name("W. Europe Standard Time"), Some("Europe/Berlin"));
        assert_eq!(iana_name("pacific standard time"), Some("America/Los_Angeles"));
        assert_eq!(iana_name("Central Standard Time (Mexico)"), Some("America/Mexico_City"));
        assert_eq!(iana_name("UTC-11"), Some("Etc/GMT+11"));
        assert_eq!(iana_name("Central Standard Time 1"), Some("America/Chicago"));
        assert_eq!(iana_name("Eastern Daylight Time"), Some("America/New_York"));
        assert_eq!(iana_name("Russia Time Zone 3"), Some("Europe/Samara"));
        assert_eq!(iana_name("Mexico Standard Time 2"), Some("America/Mazatlan"));
        for unknown in ["", " Standard Time", "Mars Standard Time", "Europe/Berlin"] {
            assert_eq!(iana_name(unknown), None, "{unknown}");
        }
    }
}
