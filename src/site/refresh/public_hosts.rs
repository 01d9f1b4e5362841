//! Refuses redirects into the network of the machine that fetches, and to another scheme.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::transport::{ConnectionDetails, Connector, NextTimeout};

/// How long a proxy's target may take to be resolved.
const RESOLVE_TIME: Duration = Duration::from_secs(2);

/// Allows connections with the scheme of a feed to its host, and to others only at public addresses, unless the feed's
/// own address is not public either. It is the first connector of the chain.
#[derive(Debug)]
pub(super) struct PublicHosts {
    scheme: Option<String>,
    host: String,
    has_proxy: bool,
    /// Whether the address that the host of the feed had first is not public.
    is_private: OnceLock<bool>,
}

impl PublicHosts {
    /// For the feed at this address.
    pub(super) fn of(feed: &str, config: &Config) -> Self {
        let feed = feed.parse::<Uri>().unwrap_or_default();
        Self {
            scheme: feed.scheme_str().map(str::to_owned),
            host: feed.host().unwrap_or_default().to_owned(),
            has_proxy: config.proxy().is_some(),
            is_private: OnceLock::new(),
        }
    }

    /// Checks the scheme and the addresses of a connection.
    fn check(&self, uri: &Uri, addresses: &[SocketAddr]) -> Result<(), Error> {
        let host = uri.host().unwrap_or_default();
        let reason = if uri.scheme_str() != self.scheme.as_deref() {
            format!("the server redirects to {uri}, which has another scheme")
        } else if !self.allows(host, addresses.iter().map(SocketAddr::ip)) {
            format!("the server redirects to {host}, which is not a public address")
        } else {
            return Ok(());
        };
        Err(Error::Other(reason.into()))
    }

    /// Whether a host with these addresses may be connected to. The feed's own host may have another address by the
    /// time of a redirect to it.
    fn allows(&self, host: &str, mut addresses: impl Iterator<Item = IpAddr>) -> bool {
        let are_public = addresses.all(is_public);
        if host.eq_ignore_ascii_case(&self.host) {
            self.is_private.get_or_init(|| !are_public);
        }
        are_public || self.is_private.get() == Some(&true)
    }
}

impl Connector for PublicHosts {
    type Out = ();

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<()>, Error> {
        // The connection to a proxy is made without one. A proxy may be in the network of this machine.
        if self.has_proxy && details.config.proxy().is_none() {
            return Ok(None);
        }
        let host = details.uri.host().unwrap_or_default();
        let mut addresses = details.addrs.to_vec();
        // A proxy resolves the names of its targets itself, and may know others. So a name without an address is
        // allowed.
        if addresses.is_empty() {
            let timeout = NextTimeout { after: RESOLVE_TIME.into(), ..details.timeout };
            match details.resolver.resolve(details.uri, details.config, timeout) {
                Ok(resolved) => addresses.extend(&resolved),
                Err(Error::Timeout(reason)) if !host.eq_ignore_ascii_case(&self.host) => {
                    return Err(Error::Timeout(reason));
                }
                Err(_) => {}
            }
        }
        self.check(details.uri, &addresses).map(|()| None)
    }
}

/// Whether an address is one of the public Internet (the registries of special addresses of RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let is_special = matches!(
                address.octets(),
                [0 | 240..=255, ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [198, 18 | 19, ..]
            );
            !(address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_multicast()
                || is_special)
        }
        IpAddr::V6(address) => {
            if let Some(inside) = inside_of(address) {
                return is_public(inside.into());
            }
            // The first two are reserved, and the third was for the addresses of a site.
            let is_special = matches!(address.segments(), [0x64 | 0x100 | 0xfec0..=0xfeff, ..]);
            !(address.is_loopback()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.is_multicast()
                || address == Ipv6Addr::UNSPECIFIED
                || is_special)
        }
    }
}

/// The IPv4 address that an IPv6 address leads to by NAT64 or 6to4, or as a compatible one.
fn inside_of(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let (high, low) = match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => (high, low),
        [0, 0, 0, 0, 0, 0, high, low] if high > 0 => (high, low),
        _ => return None,
    };
    Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_address_of_the_feed_decides() {
        let (public, private) = ("93.184.216.34", "10.0.0.1");
        let of = |feed| PublicHosts::of(feed, &Config::default());
        let allows = |hosts: &PublicHosts, host: &str, address: &str| {
            hosts.allows(host, [address.parse().unwrap()].into_iter())
        };
        let outside = of("https://example.org/a.ics");
        assert!(!allows(&outside, "other.example", private));
        assert!(allows(&outside, "EXAMPLE.org", public));
        assert!(allows(&outside, "other.example", public));
        assert!(!allows(&outside, "example.org", private));
        let inside = of("http://localhost:8080/a.ics");
        assert!(allows(&inside, "localhost", "127.0.0.1"));
        assert!(allows(&inside, "10.0.0.1", private));
    }

    #[test]
    fn addresses_of_the_machines_own_network_are_not_public() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "fec0::1",
            "198.18.0.1",
            "192.0.0.8",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "93.184.216.34",
            "2606:2800:220:1::1",
            "172.32.0.1",
            "64:ff9b::93.184.216.34",
            "2002:5db8:d822::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn only_a_feed_in_the_own_network_may_redirect_there() {
        let check = |hosts: &PublicHosts, uri: &str| {
            let uri: Uri = uri.parse().unwrap();
            let address = SocketAddr::new(uri.host().unwrap().parse().unwrap(), 80);
            hosts.check(&uri, &[address]).map_err(|error| error.to_string())
        };
        let of = |feed| PublicHosts::of(feed, &Config::default());
        let outside = of("http://93.184.216.34/a.ics");
        assert_eq!(check(&outside, "http://93.184.216.34/a.ics"), Ok(()));
        assert_eq!(
            check(&outside, "http://169.254.169.254/latest").unwrap_err(),
            "other: the server redirects to 169.254.169.254, which is not a public address"
        );
        let inside = of("http://127.0.0.1:81/a.ics");
        assert_eq!(check(&inside, "http://127.0.0.1:81/a.ics"), Ok(()));
        assert_eq!(check(&inside, "http://10.0.0.1/a.ics"), Ok(()));
    }
}
