#include "stages/clean/rule_pattern.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

struct Placeholder {
  std::string_view written;
  std::string_view expression;
};

constexpr std::array kPlaceholders = {
    // A group, so that a pattern may say " ?".
    Placeholder{" ", R"((?:[\s\x{a0}]+))"},
    Placeholder{"'", R"(['’])"},
    // A dot inside a word (news.example, 2.5) does not end a sentence.
    Placeholder{"{rest}", R"((?:[^.!?]|[.!?]+[^\s.!?)\]"”])*[.!?]*)"},
    Placeholder{
        "{names}",
        R"((?:\p{Lu}[\p{L}\p{M}'’.-]*|and|in|for|with|by|at|of|the|de|del|da|van|von|der|y|e|et|und))"
        R"((?:[\s\x{a0},;&/]+(?:\p{Lu}[\p{L}\p{M}'’.-]*|and|in|for|with|by|at|of|the|de|del|da|van|von|der|y|e|et|und|additional|reporting|editing|writing))*)"},
    Placeholder{"{site}", R"((?:[\p{L}\d-]+\.)+\p{L}{2,}(?:/\S*)?)"},
};

/// The length of the bracketed class that starts at `pattern[0]`: up to its closing bracket, or
/// all.
std::size_t class_length(std::string_view pattern) {
  std::size_t at = 1;
  if (at < pattern.size() && pattern[at] == '^') ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;  // a first one stands for itself
  while (at < pattern.size() && pattern[at] != ']') at += pattern[at] == '\\' ? 2 : 1;
  return std::min(at + 1, pattern.size());
}

const Placeholder* placeholder_at(std::string_view pattern) {
  for (const Placeholder& placeholder : kPlaceholders) {
    if (pattern.starts_with(placeholder.written)) return &placeholder;
  }
  return nullptr;
}

}  // namespace

std::string expand_pattern(std::string_view pattern) {
  std::string out;
  while (!pattern.empty()) {
    std::size_t taken = 1;
    if (pattern[0] == '\\') taken = std::min<std::size_t>(2, pattern.size());
    if (pattern[0] == '[') taken = class_length(pattern);
    if (const Placeholder* placeholder = placeholder_at(pattern)) {
      taken = placeholder->written.size();
      out += placeholder->expression;
    } else {
      out += pattern.substr(0, taken);
    }
    pattern.remove_prefix(taken);
  }
  return out;
}

}  // namespace headwater
