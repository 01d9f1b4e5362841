//! Integration tests, in one binary.

#![allow(missing_docs)] // the names of the tests describe them

mod building;
mod data_file;
mod data_file_schema;
mod documents;
mod events_command;
mod export;
mod feed_properties;
mod for_search_engines;
mod fuzz_seeds;
mod hostile_texts;
mod hosting;
mod layering;
mod new_community;
mod other_community;
mod own_files;
mod prerender;
mod read_by_python;
mod refresh;
mod same_values;
mod sample_feed;
mod service_worker;
mod synthetic;
#[path = "../support/synthetic.rs"]
mod synthetic_feeds;
mod wild_feeds;
mod zone_answers;
#[path = "../support/zone_answers.rs"]
mod zone_answers_of_names;
mod zones_against_jiff;
