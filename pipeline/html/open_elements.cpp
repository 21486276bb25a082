#include "html/open_elements.h"

namespace headwater::html {
namespace {

bool ends_scope(const OpenElement& element, Scope scope) {
  switch (scope) {
    case Scope::kElement:
      return (element.traits & kBarrier) != 0;
    case Scope::kListItem:
      return (element.traits & (kBarrier | kListBarrier)) != 0;
    case Scope::kButton:
      return (element.traits & (kBarrier | kButtonBarrier)) != 0;
    case Scope::kTable:
      return (element.traits & kTableBarrier) != 0;
  }
  return true;
}

}  // namespace

void OpenElements::clear() {
  elements_.clear();
  counts_.fill(0);
  steps_ = 0;
}

void OpenElements::remove(std::size_t index) {
  --counts_[counter_of(elements_[index].html_tag)];
  elements_.erase(elements_.begin() + static_cast<std::ptrdiff_t>(index));
}

void OpenElements::remove_ordinary_from(std::size_t index) {
  std::size_t kept = index;
  for (std::size_t i = index; i < elements_.size(); ++i, ++steps_) {
    if ((elements_[i].traits & kIsSpecial) != 0) {
      elements_[kept++] = elements_[i];
    } else {
      --counts_[counter_of(elements_[i].html_tag)];
    }
  }
  elements_.resize(kept);
}

/// The index of the topmost element that is wanted, or size() if one that ends the scope is above.
template <class Wanted>
std::size_t OpenElements::find(Wanted wanted, Scope scope) {
  for (std::size_t i = elements_.size(); i-- > 0;) {
    ++steps_;
    if (wanted(elements_[i])) return i;
    if (ends_scope(elements_[i], scope)) break;
  }
  return elements_.size();
}

bool OpenElements::open_in_scope(HtmlTag tag, Scope scope) {
  const auto wanted = [tag](const OpenElement& element) { return element.html_tag == tag; };
  return find(wanted, scope) < elements_.size();
}

bool OpenElements::heading_in_scope() {
  const auto wanted = [](const OpenElement& element) { return (element.traits & kIsHeading) != 0; };
  return find(wanted, Scope::kElement) < elements_.size();
}

std::size_t OpenElements::find_in_scope(HtmlTag tag) {
  if (!has(tag)) return elements_.size();
  const auto wanted = [tag](const OpenElement& element) { return element.html_tag == tag; };
  return find(wanted, Scope::kElement);
}

std::size_t OpenElements::find_ordinary(HtmlTag tag) {
  if (!has(tag)) return elements_.size();
  for (std::size_t i = elements_.size(); i-- > 0;) {
    ++steps_;
    if (elements_[i].html_tag == tag) return i;
    if ((elements_[i].traits & kIsSpecial) != 0) break;
  }
  return elements_.size();
}

}  // namespace headwater::html
