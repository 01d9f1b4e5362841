//! The properties that are parsed, by name.

/// A property of a calendar or of one of its components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// `BEGIN`, which is not a property, but is written as one
    Begin,
    /// `ATTACH`
    Attachment,
    /// `CATEGORIES`
    Categories,
    /// `CLASS`
    Class,
    /// `COLOR` (RFC 7986)
    Color,
    /// `CONFERENCE` (RFC 7986)
    Conference,
    /// `DESCRIPTION`
    Description,
    /// `DTEND`
    End,
    /// `DTSTAMP`
    Stamp,
    /// `DTSTART`
    Start,
    /// `DURATION`
    Duration,
    /// `END`, which is not a property, but is written as one
    EndOfComponent,
    /// `EXDATE`
    ExceptionDates,
    /// `EXRULE` (RFC 2445)
    ExceptionRule,
    /// `IMAGE` (RFC 7986)
    Image,
    /// `LAST-MODIFIED`
    LastModified,
    /// `LOCATION`
    Location,
    /// `NAME` (RFC 7986)
    Name,
    /// `ORGANIZER`
    Organizer,
    /// `RDATE`
    RecurrenceDates,
    /// `RECURRENCE-ID`
    RecurrenceId,
    /// `RRULE`
    RecurrenceRule,
    /// `SEQUENCE`
    Sequence,
    /// `STATUS`
    Status,
    /// `SUMMARY`
    Summary,
    /// `TIMEZONE-ID`
    CalendarZone,
    /// `TRANSP`
    Transparency,
    /// `TZID`
    ZoneName,
    /// `TZOFFSETFROM`
    OffsetBefore,
    /// `TZOFFSETTO`
    OffsetAfter,
    /// `UID`
    Uid,
    /// `URL`
    Url,
    /// `X-COMMUNITY-FETCHED`: when this copy of the feed was fetched
    Fetched,
    /// `X-COMMUNITY-SAMPLE`: whether the events are invented
    Sample,
    /// `X-GOOGLE-CONFERENCE`
    GoogleConference,
    /// `X-MICROSOFT-CDO-ALLDAYEVENT`
    AllDay,
    /// `X-MICROSOFT-CDO-BUSYSTATUS`
    BusyStatus,
    /// `X-MICROSOFT-SKYPETEAMSMEETINGURL`, `X-MICROSOFT-ONLINEMEETINGEXTERNALLINK` or
    /// `X-MICROSOFT-ONLINEMEETINGCONFLINK`
    MicrosoftMeeting,
    /// `X-WR-CALNAME`
    CalendarName,
    /// `X-WR-TIMEZONE`
    FloatingZone,
    /// Any other property, which is ignored
    Other,
}

impl Property {
    /// Whether the value can be a file that is embedded in the feed. The page does not show such files.
    pub fn may_embed_a_file(self) -> bool {
        [Self::Attachment, Self::Image].contains(&self)
    }

    /// The property of this name; names are case-insensitive.
    pub fn named(name: &str) -> Self {
        let mut capitals = [0; 40];
        let Some(capitals) = capitals.get_mut(..name.len()) else { return Self::Other };
        capitals.copy_from_slice(name.as_bytes());
        capitals.make_ascii_uppercase();
        match &*capitals {
            b"BEGIN" => Self::Begin,
            b"ATTACH" => Self::Attachment,
            b"CATEGORIES" => Self::Categories,
            b"CLASS" => Self::Class,
            b"COLOR" => Self::Color,
            b"CONFERENCE" => Self::Conference,
            b"DESCRIPTION" => Self::Description,
            b"DTEND" => Self::End,
            b"DTSTAMP" => Self::Stamp,
            b"DTSTART" => Self::Start,
            b"DURATION" => Self::Duration,
            b"END" => Self::EndOfComponent,
            b"EXDATE" => Self::ExceptionDates,
            b"EXRULE" => Self::ExceptionRule,
            b"IMAGE" => Self::Image,
            b"LAST-MODIFIED" => Self::LastModified,
            b"LOCATION" => Self::Location,
            b"NAME" => Self::Name,
            b"ORGANIZER" => Self::Organizer,
            b"RDATE" => Self::RecurrenceDates,
            b"RECURRENCE-ID" => Self::RecurrenceId,
            b"RRULE" => Self::RecurrenceRule,
            b"SEQUENCE" => Self::Sequence,
            b"STATUS" => Self::Status,
            b"SUMMARY" => Self::Summary,
            b"TIMEZONE-ID" => Self::CalendarZone,
            b"TRANSP" => Self::Transparency,
            b"TZID" => Self::ZoneName,
            b"TZOFFSETFROM" => Self::OffsetBefore,
            b"TZOFFSETTO" => Self::OffsetAfter,
            b"UID" => Self::Uid,
            b"URL" => Self::Url,
            b"X-COMMUNITY-FETCHED" => Self::Fetched,
            b"X-COMMUNITY-SAMPLE" => Self::Sample,
            b"X-GOOGLE-CONFERENCE" => Self::GoogleConference,
            b"X-MICROSOFT-CDO-ALLDAYEVENT" => Self::AllDay,
            b"X-MICROSOFT-CDO-BUSYSTATUS" => Self::BusyStatus,
            b"X-MICROSOFT-SKYPETEAMSMEETINGURL"
            | b"X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"
            | b"X-MICROSOFT-ONLINEMEETINGCONFLINK" => Self::MicrosoftMeeting,
            b"X-WR-CALNAME" => Self::CalendarName,
            b"X-WR-TIMEZONE" => Self::FloatingZone,
            _ => Self::Other,
        }
    }
}
