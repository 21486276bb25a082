// The tokenizer tests of html5lib (https://github.com/html5lib/html5lib-tests,
// tokenizer/README.md).
#include <gtest/gtest.h>
#include <simdjson.h>

#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "html/ascii.h"
#include "html/doctype.h"
#include "html/tokenizer.h"
#include "support/html5lib.h"

namespace headwater {
namespace {

using simdjson::dom::element;

struct State {
  std::string_view name;
  HtmlContent content;
};
constexpr State kStates[] = {
    {"Data state", HtmlContent::kData},          {"PLAINTEXT state", HtmlContent::kPlaintext},
    {"RCDATA state", HtmlContent::kRcdata},      {"RAWTEXT state", HtmlContent::kRawText},
    {"Script data state", HtmlContent::kScript}, {"CDATA section state", HtmlContent::kCdata},
};

HtmlContent content_named(std::string_view name) {
  for (const State& state : kStates) {
    if (state.name == name) return state.content;
  }
  ADD_FAILURE() << "unknown state " << name;
  return HtmlContent::kData;
}

/// "\uXXXX" inside of an already unescaped string; nothing for a lone surrogate, which no page of
/// bytes can hold.
std::optional<std::string> unescape_again(std::string_view text) {
  std::string out;
  char32_t high = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!text.substr(i).starts_with("\\u")) {
      if (high != 0) return std::nullopt;
      out.push_back(text[i]);
      continue;
    }
    unsigned unit = 0;
    std::from_chars(text.data() + i + 2, text.data() + i + 6, unit, 16);
    i += 5;
    if (high != 0) {
      if (unit < 0xDC00 || unit > 0xDFFF) return std::nullopt;
      append_utf8(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
      high = 0;
    } else if (unit >= 0xD800 && unit <= 0xDBFF) {
      high = unit;
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
      return std::nullopt;
    } else {
      append_utf8(unit, out);
    }
  }
  if (high != 0) return std::nullopt;
  return out;
}

/// A string of a test, unescaped once more where the test says so.
struct Unescape {
  bool again = false;
  std::optional<std::string> operator()(element value) const {
    const std::string_view text = value.get_string();
    return again ? unescape_again(text) : std::string(text);
  }
};

using Tokens = std::vector<std::string>;

std::string in_quotes(std::string_view text) { return " \"" + escape_for_display(text) + "\""; }

std::string tag_line(std::string_view kind, std::string_view name,
                     const std::map<std::string, std::string>& attributes, bool self_closing) {
  std::string line = std::string(kind) + in_quotes(name);
  for (const auto& [key, value] : attributes) line += in_quotes(key) + " =" + in_quotes(value);
  return line + (self_closing ? " /" : "");
}

std::string doctype_line(std::string_view name, const std::optional<std::string>& public_id,
                         const std::optional<std::string>& system_id, bool correct) {
  return "DOCTYPE" + in_quotes(name) + (public_id ? in_quotes(*public_id) : " null") +
         (system_id ? in_quotes(*system_id) : " null") + (correct ? " correct" : " quirks");
}

std::optional<std::string> string_or_null(element value, const Unescape& unescape) {
  if (value.is_null()) return std::nullopt;
  return unescape(value);
}

/// One token of a test's "output" as a line.
std::string expected_line(simdjson::dom::array token, const Unescape& unescape) {
  const std::string_view kind = token.at(0).get_string();
  const std::string first = string_or_null(token.at(1), unescape).value_or("");
  if (kind == "DOCTYPE") {
    return doctype_line(first, string_or_null(token.at(2), unescape),
                        string_or_null(token.at(3), unescape), token.at(4).get_bool());
  }
  if (kind != "StartTag") return std::string(kind) + in_quotes(first);
  std::map<std::string, std::string> attributes;
  for (const auto [key, value] : token.at(2).get_object()) {
    attributes[unescape.again ? unescape_again(key).value() : std::string(key)] =
        unescape(value).value();
  }
  return tag_line(kind, first, attributes, token.size() > 3);
}

/// What our tokenizer makes of an input, in the same lines.
class Reader {
 public:
  Reader(std::string_view page, HtmlContent content, std::string_view last_start_tag)
      : page_(page), keeps_nul_(content == HtmlContent::kCdata) {
    tokenizer_.start(page);
    tokenizer_.enter(content, last_start_tag);
  }

  Tokens read() {
    while (true) {
      const HtmlToken& token = tokenizer_.next();
      if (token.kind == HtmlTokenKind::kText) {
        add_text(token);
        continue;
      }
      flush_text();
      if (token.kind == HtmlTokenKind::kEnd) return lines_;
      lines_.push_back(line_of(token));
      keeps_nul_ = false;
    }
  }

 private:
  std::string decoded(ByteRange range, HtmlTextMode mode) {
    std::string text;
    decoder_.append(page_, range, mode, text);
    return text;
  }

  std::string lower(std::string_view range) {
    std::string text;
    decoder_.append(range, {0, static_cast<std::uint32_t>(range.size())}, HtmlTextMode::kRawText,
                    text);
    for (char& c : text) c = html::to_lower(c);
    return text;
  }

  /// The tokenizer of the standard leaves NULs of data and CDATA sections to the tree; ours lets
  /// the decoder do what the tree would.
  void add_text(const HtmlToken& token) {
    if (token.text_mode != HtmlTextMode::kData && !keeps_nul_) {
      text_ += decoded(token.range, token.text_mode);
      return;
    }
    ByteRange rest = token.range;
    while (!rest.empty()) {
      const auto nul =
          static_cast<std::uint32_t>(std::min<std::size_t>(page_.find('\0', rest.begin), rest.end));
      text_ += decoded({rest.begin, nul}, token.text_mode);
      if (nul < rest.end) text_.push_back('\0');
      rest.begin = std::min(nul + 1, rest.end);
    }
  }

  void flush_text() {
    if (!text_.empty()) lines_.push_back("Character" + in_quotes(text_));
    text_.clear();
  }

  std::string line_of(const HtmlToken& token) {
    switch (token.kind) {
      case HtmlTokenKind::kStartTag:
        return tag_line("StartTag", lower(token.inside.of(page_)), attributes_of(token),
                        token.self_closing);
      case HtmlTokenKind::kEndTag:
        return "EndTag" + in_quotes(lower(token.inside.of(page_)));
      case HtmlTokenKind::kComment:
        return "Comment" + in_quotes(decoded(token.inside, HtmlTextMode::kRawText));
      default:
        return line_of_doctype(token);
    }
  }

  std::map<std::string, std::string> attributes_of(const HtmlToken& token) {
    std::map<std::string, std::string> attributes;
    for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
      const HtmlAttribute& attribute = tokenizer_.attributes()[token.first_attribute + i];
      attributes.emplace(lower(attribute.name.of(page_)),
                         decoded(attribute.value, HtmlTextMode::kAttribute));
    }
    return attributes;
  }

  std::string line_of_doctype(const HtmlToken& token) {
    const html::Doctype doctype =
        html::read_doctype(token.inside.of(page_), page_[token.range.end - 1] == '>');
    const auto decoded_id = [](std::optional<std::string_view> id) -> std::optional<std::string> {
      if (!id) return std::nullopt;
      std::string text;
      HtmlTextDecoder().append(*id, {0, static_cast<std::uint32_t>(id->size())},
                               HtmlTextMode::kRawText, text);
      return text;
    };
    return doctype_line(lower(doctype.name), decoded_id(doctype.public_id),
                        decoded_id(doctype.system_id), !doctype.force_quirks);
  }

  std::string_view page_;
  bool keeps_nul_;
  HtmlTokenizer tokenizer_;
  HtmlTextDecoder decoder_;
  std::string text_;
  Tokens lines_;
};

struct Tally {
  int passed = 0;
  int failed = 0;
  int inapplicable = 0;  ///< Lone surrogates: such a page cannot be written in bytes.
};

void run_test(element test, Tally& tally) {
  bool again = false;
  if (test["doubleEscaped"].get(again) != simdjson::SUCCESS) again = false;
  const Unescape unescape{again};
  const std::optional<std::string> input = unescape(test["input"]);
  if (!input) {
    ++tally.inapplicable;
    return;
  }
  Tokens expected;
  for (element token : test["output"].get_array()) {
    expected.push_back(expected_line(token.get_array(), unescape));
  }
  std::string_view last_start_tag;
  if (test["lastStartTag"].get(last_start_tag) != simdjson::SUCCESS) last_start_tag = {};
  std::vector<std::string_view> states = {"Data state"};
  simdjson::dom::array given;
  if (test["initialStates"].get(given) == simdjson::SUCCESS) {
    states.clear();
    for (element state : given) states.push_back(state.get_string());
  }
  for (const std::string_view state : states) {
    const Tokens tokens = Reader(*input, content_named(state), last_start_tag).read();
    ++(tokens == expected ? tally.passed : tally.failed);
    EXPECT_EQ(tokens, expected) << test["description"] << " in " << state << ": "
                                << escape_for_display(*input);
  }
}

TEST(Html5libTokenizer, AllPass) {
  const auto files = testing::html5lib_files("tokenizer", ".test");
  if (files.empty()) GTEST_SKIP() << "no html5lib-tests next to the project";
  Tally tally;
  simdjson::dom::parser parser;
  for (const auto& file : files) {
    SCOPED_TRACE(file.filename());
    element root = parser.load(file.string());
    simdjson::dom::array tests;
    // xmlViolation.test is about making XML of HTML, which has its own rules for characters.
    if (root["tests"].get(tests) != simdjson::SUCCESS) continue;
    for (element test : tests) run_test(test, tally);
  }
  RecordProperty("passed", tally.passed);
  RecordProperty("inapplicable", tally.inapplicable);
  EXPECT_EQ(tally.failed, 0);
  EXPECT_GT(tally.passed, 6000);
  std::cout << "tokenizer: " << tally.passed << " passed, " << tally.failed << " failed, "
            << tally.inapplicable << " inapplicable\n";
}

}  // namespace
}  // namespace headwater
