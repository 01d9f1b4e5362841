//! Links in the documents lead to files that exist.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::path::Path;

#[test]
fn every_link_to_a_repository_file_leads_to_one() {
    let mut followed = 0;
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "benches/README.md",
        "docs/community-toml.md",
        "docs/hosting.md",
        "docs/page.md",
        "src/calendar/README.md",
    ] {
        let text = std::fs::read_to_string(document).unwrap();
        let folder = Path::new(document).parent().unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // A target that is not an address is an example of link syntax.
            if target.contains(['.', '/']) && !target.contains("://") && !target.starts_with(['#', '/']) {
                followed += 1;
                assert!(folder.join(target).exists(), "{document} leads to {target}, which is not there");
            }
        }
    }
    assert!(followed > 5, "{followed} links");
}
