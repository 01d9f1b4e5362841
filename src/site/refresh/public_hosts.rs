//! Resolves the hosts of a fetch: a redirect must not lead into the network of the machine that fetches.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::OnceLock;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves the host of a feed, and others only to public addresses, unless the feed's own address is not public either.
#[derive(Debug)]
pub(super) struct PublicHosts {
    host: String,
    /// Whether the address that the host of the feed had first is not public.
    is_private: OnceLock<bool>,
}

impl PublicHosts {
    /// For the feed at this address.
    pub(super) fn of(feed: &str) -> Self {
        let host = feed.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
        Self { host: host.unwrap_or_default(), is_private: OnceLock::new() }
    }

    /// Whether a host may be connected to. The feed's own host may have another address by the time of a redirect to
    /// it.
    fn allows(&self, host: &str, are_public: bool) -> bool {
        if host.eq_ignore_ascii_case(&self.host) {
            self.is_private.get_or_init(|| !are_public);
        }
        are_public || self.is_private.get() == Some(&true)
    }
}

impl Resolver for PublicHosts {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let addresses = DefaultResolver::default().resolve(uri, config, timeout)?;
        let are_public = addresses.iter().map(SocketAddr::ip).all(is_public);
        let host = uri.host().unwrap_or_default();
        // A proxy is in the own network, and resolves the hosts itself.
        if config.proxy().is_some_and(|proxy| proxy.host() == host) {
            return Ok(addresses);
        }
        if !self.allows(host, are_public) {
            let reason = format!("the server redirects to {host}, which is not a public address");
            return Err(Error::Other(reason.into()));
        }
        Ok(addresses)
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
        let hosts = PublicHosts::of("https://example.org/a.ics");
        assert!(!hosts.allows("other.example", false));
        assert!(hosts.allows("EXAMPLE.org", true));
        assert!(hosts.allows("other.example", true));
        assert!(!hosts.allows("example.org", false));
        let private = PublicHosts::of("http://localhost:8080/a.ics");
        assert!(private.allows("localhost", false));
        assert!(private.allows("10.0.0.1", false));
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
        let resolve = |hosts: &PublicHosts, uri: &str| {
            let timeout = NextTimeout {
                after: std::time::Duration::from_secs(9).into(),
                reason: ureq::Timeout::Global,
                per_read: None,
                per_write: None,
            };
            hosts
                .resolve(&uri.parse().unwrap(), &Config::default(), timeout)
                .map(drop)
                .map_err(|error| error.to_string())
        };
        let outside = PublicHosts::of("http://93.184.216.34/a.ics");
        assert_eq!(resolve(&outside, "http://93.184.216.34/a.ics"), Ok(()));
        assert_eq!(
            resolve(&outside, "http://169.254.169.254/latest").unwrap_err(),
            "other: the server redirects to 169.254.169.254, which is not a public address"
        );
        let inside = PublicHosts::of("http://127.0.0.1:81/a.ics");
        assert_eq!(resolve(&inside, "http://127.0.0.1:81/a.ics"), Ok(()));
        assert_eq!(resolve(&inside, "http://10.0.0.1/a.ics"), Ok(()));
    }
}
