#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "html/tag.h"

namespace headwater::html {

enum class Space : std::uint8_t { kHtml, kSvg, kMathMl };

/// An element whose end was not met yet.
struct OpenElement {
  std::uint32_t node = 0;
  std::uint32_t depth = 0;  ///< In the tree; formatting elements closed out of turn count, too.
  HtmlTag html_tag = HtmlTag::kText;  ///< kText for an element of SVG or MathML.
  HtmlTag tag = HtmlTag::kText;
  Traits traits = 0;
  Space space = Space::kHtml;
  bool holds_html = false;  ///< An "HTML integration point" of SVG or MathML.
  bool holds_text = false;  ///< A "MathML text integration point".
};

/// In what part of the stack an element is looked for (13.2.4.2).
enum class Scope : std::uint8_t { kElement, kListItem, kButton, kTable };

/// The stack of open elements. It is never deeper than the tree, so a walk over it is bounded; and
/// as it counts the elements of each name, most questions need no walk at all.
class OpenElements {
 public:
  void clear();
  void push(const OpenElement& element) {
    elements_.push_back(element);
    ++counts_[counter_of(element.html_tag)];
  }
  void pop() {
    --counts_[counter_of(elements_.back().html_tag)];
    elements_.pop_back();
  }
  /// Removes the element at `index`, the bottom one being 0.
  void remove(std::size_t index);
  /// Removes all elements from `index` on that are not special.
  void remove_ordinary_from(std::size_t index);

  std::size_t size() const { return elements_.size(); }
  const OpenElement& top() const { return elements_.back(); }
  const OpenElement& operator[](std::size_t index) const { return elements_[index]; }

  /// Whether an HTML element with this tag is open; for a tag that HTML does not know, whether one
  /// may be.
  bool has(HtmlTag tag) const { return counts_[counter_of(tag)] != 0; }
  bool in_scope(HtmlTag tag, Scope scope) { return has(tag) && open_in_scope(tag, scope); }
  /// Whether an h1 to h6 is in scope.
  bool heading_in_scope();
  /// The index of the topmost element with this tag in the element scope, or size().
  std::size_t find_in_scope(HtmlTag tag);
  /// The index of the topmost element with this tag that has no special element above it, or
  /// size(): what an ordinary end tag closes.
  std::size_t find_ordinary(HtmlTag tag);

  /// How many elements were looked at.
  std::uint64_t steps() const { return steps_; }

 private:
  static std::size_t counter_of(HtmlTag tag) {
    return std::min(static_cast<std::size_t>(tag), kKnownTags);
  }
  bool open_in_scope(HtmlTag tag, Scope scope);
  template <class Wanted>
  std::size_t find(Wanted wanted, Scope scope);

  std::vector<OpenElement> elements_;
  std::array<std::uint32_t, kKnownTags + 1> counts_ = {};
  std::uint64_t steps_ = 0;
};

}  // namespace headwater::html
