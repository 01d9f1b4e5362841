//! The documents lead to files that are there.

#![allow(clippy::unwrap_used)] // a test may fail by them

use std::path::Path;

#[test]
fn every_link_to_a_file_of_the_repository_leads_to_one() {
    let mut followed = 0;
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "benches/README.md",
        "docs/community-toml.md",
        "docs/hosting.md",
        "src/calendar/README.md",
    ] {
        let text = std::fs::read_to_string(document).unwrap();
        let folder = Path::new(document).parent().unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // What is no address shows how a link is written.
            if target.contains(['.', '/']) && !target.contains("://") && !target.starts_with(['#', '/']) {
                followed += 1;
                assert!(folder.join(target).exists(), "{document} leads to {target}, which is not there");
            }
        }
    }
    assert!(followed > 5, "{followed} links");
}
