//! Elements that do not change once they are rendered.
//!
//! The elements of `view!` can change: each has a comment node for what may be inserted later, and code of its own. An
//! agenda consists almost only of elements that do not change, so they are plain data, with one function that renders
//! all of them.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};

/// An element that does not change once it is rendered. Views inside of it may change.
#[must_use]
pub struct StaticElement {
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    properties: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

/// A node inside of a static element.
pub enum Child {
    /// Text. Adjacent texts become one text node.
    Text(Cow<'static, str>),
    /// An element.
    Element(StaticElement),
    /// A view, which may change.
    View(AnyView),
}

/// A static element without attributes and children.
pub const fn element(tag: &'static str) -> StaticElement {
    StaticElement { tag, attributes: Vec::new(), properties: Vec::new(), children: Vec::new() }
}

/// Words that change. The element is replaced as a whole, because a translator or an extension may have changed the
/// text in it.
pub fn changing_words(words: impl IntoChildren) -> StaticElement {
    element("span").child(words)
}

/// An element for what the page says in the visitor's own way, such as times, counts and names of zones. Translators
/// leave it as it is.
pub fn untranslated(tag: &'static str) -> StaticElement {
    element(tag).attr("translate", "no")
}

impl StaticElement {
    /// Adds an attribute, unless its value is `None`.
    pub fn attr(mut self, name: &'static str, value: impl IntoValue) -> Self {
        self.attributes.extend(value.into_value().map(|value| (name, value)));
        self
    }

    /// Adds the attribute `class`.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// Sets a CSS property.
    pub fn style(mut self, name: &'static str, value: impl ToString) -> Self {
        self.properties.push((name, value.to_string()));
        self
    }

    /// Appends text, elements or views.
    pub fn child(mut self, child: impl IntoChildren) -> Self {
        child.add_to(&mut self.children);
        self
    }

    /// Creates the element, and collects the states of the views in it.
    fn create(self, views: &mut Vec<AnyViewState>) -> types::Element {
        let is_svg = matches!(self.tag, "svg" | "use");
        let element = Rndr::create_element(self.tag, is_svg.then_some("http://www.w3.org/2000/svg"));
        for (name, value) in self.attributes {
            Rndr::set_attribute(&element, name, &value);
        }
        if !self.properties.is_empty() {
            // Not as an attribute, which the Content-Security-Policy does not allow.
            let style = Rndr::style(&element);
            for (name, value) in self.properties {
                Rndr::set_css_property(&style, name, &value);
            }
        }
        for child in self.children {
            match child {
                Child::Text(text) => Rndr::create_text_node(&text).mount(&element, None),
                Child::Element(child) => child.create(views).mount(&element, None),
                Child::View(view) => {
                    let mut state = view.build();
                    state.mount(&element, None);
                    views.push(state);
                }
            }
        }
        element
    }
}

/// A value of an attribute.
pub trait IntoValue {
    /// The value; `None` for no attribute.
    fn into_value(self) -> Option<Cow<'static, str>>;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Option<Cow<'static, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(self))
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Option<Cow<'static, str>> {
        self.and_then(T::into_value)
    }
}

/// What a static element can contain.
pub trait IntoChildren {
    /// Adds it to the children.
    fn add_to(self, children: &mut Vec<Child>);
}

impl IntoChildren for Cow<'static, str> {
    fn add_to(self, children: &mut Vec<Child>) {
        if let Some(Child::Text(text)) = children.last_mut() {
            *text += self;
        } else if !self.is_empty() {
            children.push(Child::Text(self));
        }
    }
}

impl IntoChildren for &'static str {
    fn add_to(self, children: &mut Vec<Child>) {
        Cow::Borrowed(self).add_to(children);
    }
}

impl IntoChildren for String {
    fn add_to(self, children: &mut Vec<Child>) {
        Cow::<'static, str>::Owned(self).add_to(children);
    }
}

impl IntoChildren for Child {
    fn add_to(self, children: &mut Vec<Child>) {
        match self {
            Self::Text(text) => text.add_to(children),
            other => children.push(other),
        }
    }
}

impl IntoChildren for StaticElement {
    fn add_to(self, children: &mut Vec<Child>) {
        children.push(Child::Element(self));
    }
}

impl IntoChildren for AnyView {
    fn add_to(self, children: &mut Vec<Child>) {
        children.push(Child::View(self));
    }
}

impl<T: IntoChildren> IntoChildren for Option<T> {
    fn add_to(self, children: &mut Vec<Child>) {
        if let Some(child) = self {
            child.add_to(children);
        }
    }
}

impl<A: IntoChildren, B: IntoChildren> IntoChildren for (A, B) {
    fn add_to(self, children: &mut Vec<Child>) {
        self.0.add_to(children);
        self.1.add_to(children);
    }
}

impl<T: IntoChildren> IntoChildren for Vec<T> {
    fn add_to(self, children: &mut Vec<Child>) {
        for child in self {
            child.add_to(children);
        }
    }
}

/// The state of a rendered static element.
pub struct StaticState {
    element: types::Element,
    /// Dropping these stops the views.
    _views: Vec<AnyViewState>,
}

impl Mountable for StaticState {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

impl Render for StaticElement {
    type State = StaticState;

    fn build(self) -> Self::State {
        let mut views = Vec::new();
        StaticState { element: self.create(&mut views), _views: views }
    }

    /// Replaces the whole element.
    fn rebuild(self, state: &mut Self::State) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for StaticElement {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl RenderHtml for StaticElement {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        is_escaped: bool,
        mark_branches: bool,
        _: Vec<AnyAttribute>,
    ) {
        let Self { tag, attributes, properties, children } = self;
        html.extend(["<", tag]);
        for (name, value) in attributes {
            html.extend([" ", name, "=\"", &escape(&value), "\""]);
        }
        if !properties.is_empty() {
            let properties: String =
                properties.iter().flat_map(|(name, value)| [name, ":", value, ";"]).collect();
            html.extend([" style=\"", &escape(&properties), "\""]);
        }
        html.push('>');
        // An element without an end tag.
        if tag == "wbr" {
            return;
        }
        for child in children {
            *position = Position::FirstChild;
            match child {
                Child::Text(text) => html.push_str(&escape(&text)),
                Child::Element(child) => {
                    child.to_html_with_buf(html, position, is_escaped, mark_branches, Vec::new());
                }
                Child::View(view) => {
                    view.to_html_with_buf(html, position, is_escaped, mark_branches, Vec::new());
                }
            }
        }
        html.extend(["</", tag, ">"]);
        *position = Position::NextChild;
    }

    /// Nothing is hydrated.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Escapes a text for HTML and XML, also inside double quotes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
