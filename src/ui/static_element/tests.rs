use leptos::prelude::*;

use super::{StaticElement, element};

fn html(element: StaticElement) -> String {
    Owner::new().with(|| element.to_html())
}

#[test]
fn texts_and_values_are_escaped() {
    let link = element("a").attr("href", "?a&b=\"c\"".to_owned()).child("<b>".to_owned());
    assert_eq!(html(link), r#"<a href="?a&amp;b=&quot;c&quot;">&lt;b&gt;</a>"#);
}

#[test]
fn what_is_missing_is_not_written() {
    let row =
        element("li").attr("data-over", None::<&str>).attr("hidden", Some("")).child(None::<&str>).child("");
    assert_eq!(html(row), r#"<li hidden=""></li>"#);
}

#[test]
fn views_stand_between_elements() {
    let count = RwSignal::new(2);
    let view = view! { <b>{move || count.get()}</b> }.into_any();
    let row = element("p").child(("a", "b")).child(view).child(vec![element("wbr"), element("i")]);
    assert_eq!(html(row).replace("<!>", ""), "<p>ab<b>2</b><wbr><i></i></p>");
}

#[test]
fn css_properties_are_one_attribute() {
    let bar = element("span").style("--first", 1).style("--span", "2");
    assert_eq!(html(bar), r#"<span style="--first:1;--span:2;"></span>"#);
}
