//! Elements as plain data.
//!
//! The elements of `view!` can change by themselves: each has a comment node for what may be inserted later, and code of its
//! own. Most of a calendar does not need that. It consists of elements that are plain data, with one function that renders
//! all of them, and one that replaces those that differ when they are rendered again.

use std::borrow::Cow;
use std::collections::VecDeque;

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};

/// An element that does not change by itself. Views inside of it may change.
#[must_use]
#[derive(PartialEq)]
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

impl PartialEq for Child {
    /// Views are never the same.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Element(one), Self::Element(other)) => one == other,
            _ => false,
        }
    }
}

/// An element that is rendered again whenever a signal that `render` reads changes; `None` for no element. Of the elements
/// in it, only those that differ are replaced.
pub fn changing(render: impl Fn() -> Option<StaticElement> + Send + 'static) -> AnyView {
    changing_boxed(Box::new(render))
}

/// Its code is compiled once, not for each function.
#[inline(never)]
fn changing_boxed(render: Box<dyn Fn() -> Option<StaticElement> + Send>) -> AnyView {
    (move || render()).into_any()
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

    /// Creates the element with its children.
    fn create(mut self) -> StaticState {
        let is_svg = matches!(self.tag, "svg" | "use");
        let element = Rndr::create_element(self.tag, is_svg.then_some("http://www.w3.org/2000/svg"));
        for (name, value) in &self.attributes {
            Rndr::set_attribute(&element, name, value);
        }
        if !self.properties.is_empty() {
            // Not as an attribute, which the Content-Security-Policy does not allow.
            let style = Rndr::style(&element);
            for (name, value) in &self.properties {
                Rndr::set_css_property(&style, name, value);
            }
        }
        let children = std::mem::take(&mut self.children);
        let children = children.into_iter().map(|child| child.create(&element, None)).collect();
        StaticState { shape: self, element, children }
    }
}

impl Child {
    /// Creates the child in an element, before the marker or at the end.
    fn create(self, parent: &types::Element, marker: Option<&types::Node>) -> ChildState {
        match self {
            Self::Text(text) => {
                Rndr::create_text_node(&text).mount(parent, marker);
                ChildState::Text(text)
            }
            Self::Element(child) => {
                let mut state = child.create();
                state.mount(parent, marker);
                ChildState::Element(state)
            }
            Self::View(view) => {
                let mut state = view.build();
                state.mount(parent, marker);
                ChildState::View(state)
            }
        }
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

/// A rendered static element.
pub struct StaticState {
    /// The element as data, without its children.
    shape: StaticElement,
    element: types::Element,
    children: Vec<ChildState>,
}

/// A rendered child.
enum ChildState {
    Text(Cow<'static, str>),
    Element(StaticState),
    /// Dropping it stops the view.
    View(#[expect(dead_code, reason = "it is only kept")] AnyViewState),
}

impl ChildState {
    /// Whether this is how `new` is rendered.
    fn shows(&self, new: &Child) -> bool {
        match (self, new) {
            (Self::Text(text), Child::Text(new)) => text == new,
            (Self::Element(state), Child::Element(new)) => state.shows(new),
            _ => false,
        }
    }

    fn element(&mut self) -> Option<&mut StaticState> {
        if let Self::Element(state) = self { Some(state) } else { None }
    }

    /// Removes an element.
    fn remove(mut self) {
        self.element().into_iter().for_each(Mountable::unmount);
    }
}

impl StaticState {
    fn shows(&self, new: &StaticElement) -> bool {
        self.has_shape_of(new)
            && self.children.len() == new.children.len()
            && self.children.iter().zip(&new.children).all(|(child, new)| child.shows(new))
    }

    fn has_shape_of(&self, new: &StaticElement) -> bool {
        let old = &self.shape;
        old.tag == new.tag && old.attributes == new.attributes && old.properties == new.properties
    }

    /// Changes the element to what `new` describes. An element with other attributes, or with a text that differs, is
    /// replaced, because a translator or an extension may have changed the text.
    fn update(&mut self, new: StaticElement) {
        if self.shows(&new) {
            return;
        }
        let has_only_elements = self.children.iter().all(|child| matches!(child, ChildState::Element(_)))
            && new.children.iter().all(|child| matches!(child, Child::Element(_)));
        if has_only_elements && self.has_shape_of(&new) {
            self.update_children(new.children);
        } else {
            let mut new = new.create();
            self.insert_before_this(&mut new);
            self.unmount();
            *self = new;
        }
    }

    /// Changes a list of elements: those that are the same stay, in their order, and another one takes the place of one
    /// that differs.
    fn update_children(&mut self, new: Vec<Child>) {
        let mut old = VecDeque::from(std::mem::take(&mut self.children));
        let mut new = VecDeque::from(new);
        while let Some(child) = new.pop_front() {
            if let Some(same) = old.iter().position(|it| it.shows(&child)) {
                old.drain(..same).for_each(ChildState::remove);
                self.children.extend(old.pop_front());
                continue;
            }
            let is_first_needed = old.front().is_some_and(|first| new.iter().any(|later| first.shows(later)));
            match (child, old.front_mut()) {
                (Child::Element(child), Some(ChildState::Element(first))) if !is_first_needed => {
                    first.update(child);
                    self.children.extend(old.pop_front());
                }
                (child, first) => {
                    let marker = first.and_then(ChildState::element).map(|it| it.element.clone().into());
                    self.children.push(child.create(&self.element, marker.as_ref()));
                }
            }
        }
        old.into_iter().for_each(ChildState::remove);
    }
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
        self.create()
    }

    fn rebuild(self, state: &mut Self::State) {
        state.update(self);
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
