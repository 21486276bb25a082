#include "stages/clean/rule_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace headwater {
namespace {

struct Placeholder {
  std::string_view written;
  std::string expression;
};

// Latin, Greek and Cyrillic as ranges: RE2 takes milliseconds to compile the full classes \p{Lu}
// and \p{L}, and these are the scripts whose names have capitals.
constexpr std::string_view kCapital = R"([A-Z\x{C0}-\x{DE}\x{100}-\x{17F}\x{386}-\x{42F}])";
constexpr std::string_view kLetters = R"([\w\x{C0}-\x{24F}\x{370}-\x{52F}'’.-]*)";
constexpr std::string_view kNameLinks =
    "and|in|for|with|by|at|of|the|de|del|da|van|von|der|y|e|et|und";

/// People's names and places, the words between them, and the "; editing by" of a sign-off.
std::string names_expression() {
  return fmt::format(
      R"((?:{0}{1}|{2})(?:[\s\x{{a0}},;&/]+(?:{0}{1}|{2}|additional|reporting|editing|writing))*)",
      kCapital, kLetters, kNameLinks);
}

const std::array<Placeholder, 6>& placeholders() {
  static const std::array<Placeholder, 6> kTable = {
      // A group, so that a pattern may say " ?".
      Placeholder{" ", R"((?:[\s\x{a0}]+))"},
      Placeholder{"'", R"(['’])"},
      // A dot inside a word (news.example, 2.5) does not end a sentence.
      Placeholder{"{rest}", R"((?:[^.!?]|[.!?]+[^\s.!?)\]"”])*[.!?]*)"},
      Placeholder{"{names}", names_expression()},
      Placeholder{"{site}", R"((?:[\w\x{C0}-\x{24F}-]+\.)+[a-zA-Z]{2,}(?:/\S*)?)"},
      Placeholder{"{capital}", std::string(kCapital)},
  };
  return kTable;
}

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
  for (const Placeholder& placeholder : placeholders()) {
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
