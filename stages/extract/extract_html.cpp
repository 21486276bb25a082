#include "stages/extract/extract_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"
#include "html/page.h"
#include "stages/extract/binary_signature.h"
#include "stages/extract/charset_reading.h"
#include "stages/extract/content_type.h"
#include "stages/extract/page_charset.h"
#include "stages/extract/visible_text.h"

namespace headwater {
namespace {

/// Smaller pages cannot have kMaxPageTags.
constexpr std::size_t kCountedPageBytes = kMaxPageTags * 3;

/// A block of fewer bytes may be anything; from here on it is likely to be prose.
constexpr std::uint64_t kProseBytes = 100;

/// Whether the first bytes, white space and a byte order mark aside, are markup: then it is text,
/// and need not be searched for what text has not.
bool begins_with_markup(std::string_view bytes, std::size_t mark) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\f", mark);
  return first != std::string_view::npos && bytes[first] == '<';
}

std::uint64_t characters_beyond_ascii(std::string_view text) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
}

/// One page on its way to its text.
class Reading {
 public:
  Reading(Article& article, VisibleText& visible, RuleIndex hidden_rule)
      : article_(article), visible_(visible), hidden_rule_(hidden_rule) {}

  Outcome run() {
    const bool inside = article_.content.inside;
    const std::string_view bytes = inside ? article_.content.bytes : article_.arrival.payload;
    if (auto error = refuse_size(bytes)) return Quarantined{std::move(*error)};
    charset_ = choose_page_charset(article_, bytes);
    if (auto error = refuse_binary(bytes)) return Quarantined{std::move(*error)};
    if (is_transcoded_first(charset_.encoding) && bytes.size() > kMaxTranscodedBytes) {
      return Quarantined{too_large(bytes.size(), kMaxTranscodedBytes)};
    }
    article_.page = borrow_html_page();
    if (is_transcoded_first(charset_.encoding)) transcode(bytes);
    if (auto error = read(article_.content.inside ? article_.content.bytes : bytes)) {
      return Quarantined{std::move(*error)};
    }
    const bool guessed = charset_.evidence == "fallback";
    if (is_ruined(article_.decoding.replaced, visible_.text().size()) ||
        (guessed && !is_plausible_western(visible_.text()))) {
      return Quarantined{undecodable()};
    }
    if (visible_.text().empty()) return Dropped{DropReason::kEmpty};
    give();
    return Passed{};
  }

 private:
  static std::optional<Error> refuse_size(std::string_view bytes) {
    if (bytes.size() > kMaxPageBytes) return too_large(bytes.size(), kMaxPageBytes);
    if (bytes.size() <= kCountedPageBytes) return std::nullopt;
    if (static_cast<std::size_t>(std::ranges::count(bytes, '<')) <= kMaxPageTags) {
      return std::nullopt;
    }
    return too_many("tags", kMaxPageTags);
  }

  static Error too_large(std::size_t size, std::size_t limit) {
    return {ErrorCode::kTooLarge,
            fmt::format("a page of {} bytes; those of its kind over {} MiB are not read", size,
                        limit >> 20U)};
  }

  static Error too_many(std::string_view what, std::size_t limit) {
    return {ErrorCode::kTooMany, fmt::format("a page with more than {} {}", limit, what)};
  }

  std::optional<Error> refuse_binary(std::string_view bytes) const {
    if (begins_with_markup(bytes, charset_.mark) || is_transcoded_first(charset_.encoding)) {
      return std::nullopt;
    }
    const std::string binary = binary_evidence(bytes);
    if (binary.empty()) return std::nullopt;
    return Error{ErrorCode::kBinary, fmt::format("no page: {}", binary)};
  }

  void transcode(std::string_view bytes) {
    CharsetReading reading = read_as(charset_.encoding, charset_.evidence, bytes, charset_.mark);
    replaced_ = reading.tally.replaced;
    article_.content = {"text/html", "utf-8", true, std::move(reading.text), map_of(reading)};
  }

  /// Parses and reads the page; again in another encoding if the first was wrong.
  std::optional<Error> read(std::string_view bytes) {
    HtmlPage& page = *article_.page;
    page.bytes = bytes;
    page.tree.parse(bytes);
    if (auto error = read_text()) return error;
    const bool surely = article_.content.inside || charset_.evidence != "declared";
    if (!surely && page.decoder.replaced() > 0 &&
        is_doubtful({page.decoder.replaced(), characters_beyond_ascii(visible_.text())})) {
      if (auto other = doubted_page_charset(charset_, bytes)) {
        charset_ = std::move(*other);
        return read_text();
      }
    }
    return std::nullopt;
  }

  std::optional<Error> read_text() {
    HtmlPage& page = *article_.page;
    page.encoding = article_.content.inside ? Encoding::kUtf8 : charset_.encoding;
    page.decoder.start(page.encoding);
    switch (visible_.read(page)) {
      case VisibleText::Verdict::kTooManyBlocks:
        return too_many("blocks of text", kMaxPageBlocks);
      case VisibleText::Verdict::kTooManyRuns:
        return too_many("changes between plain and encoded text", kMaxPageRuns);
      case VisibleText::Verdict::kDone:
        break;
    }
    article_.decoding = {std::string(encoding_name(charset_.encoding)),
                         std::string(charset_.evidence), replaced_ + page.decoder.replaced()};
    return std::nullopt;
  }

  Error undecodable() const {
    CharsetReading reading;
    reading.encoding = charset_.encoding;
    reading.evidence = charset_.evidence;
    reading.tally = {article_.decoding.replaced, characters_beyond_ascii(visible_.text())};
    return headwater::undecodable(reading);
  }

  void give() {
    article_.text = visible_.text();
    article_.blocks = visible_.blocks();
    article_.source_map = article_.content.inside
                              ? SourceMap::compose(article_.content.map, visible_.map())
                              : visible_.map();
    if (hides_its_text()) {
      for (HtmlBlock& block : article_.page->blocks) block.hidden = false;
    } else {
      for (const TextSpan span : visible_.hidden()) article_.edits.propose({span, hidden_rule_});
    }
    article_.detail = detail();
  }

  /// Whether most of the page's prose is hidden: then a script is to show it, and readers see it.
  bool hides_its_text() const {
    std::uint64_t hidden = 0;
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
      const std::uint64_t size = article_.blocks[i].span.size();
      const HtmlBlock& block = article_.page->blocks[i];
      if (size < kProseBytes || block.link_bytes * 2 > size) continue;
      all += size;
      if (block.hidden) hidden += size;
    }
    return hidden * 2 > all;
  }

  /// What the bytes were not, and what of them was lost.
  std::string detail() const {
    const std::uint64_t replaced = article_.decoding.replaced;
    if (charset_.unknown_label.empty() && !charset_.refuted && replaced == 0) return {};
    JsonWriter json;
    json.begin_object();
    if (!charset_.unknown_label.empty()) {
      json.key("unknown_charset").string(charset_.unknown_label);
    }
    if (charset_.refuted) json.key("refuted_charset").string(encoding_name(*charset_.refuted));
    if (replaced > 0) json.key("replaced").number(replaced);
    json.end_object();
    return std::string(json.text());
  }

  Article& article_;
  VisibleText& visible_;
  RuleIndex hidden_rule_;
  PageCharset charset_;
  std::uint64_t replaced_ = 0;  ///< While the page was transcoded.
};

class ExtractHtml final : public Stage {
 public:
  explicit ExtractHtml(RuleTable& rules)
      : hidden_rule_(rules.add({"html.hidden", CutReason::kHidden,
                                "the page's own attributes keep it from being shown"})) {}

  Outcome process(Article& article) const override {
    if (!holds_html(article)) return Passed{};
    // One document at a time goes through the stages of a thread; buffers stay for the next one.
    thread_local VisibleText visible;
    Outcome outcome = Reading(article, visible, hidden_rule_).run();
    visible.shrink();
    return outcome;
  }

 private:
  RuleIndex hidden_rule_;
};

}  // namespace

StageKind extract_html_kind() {
  return {"extract_html",
          "makes the visible text of a page of HTML, with its map to the raw bytes",
          1,
          Section::kPayload | Section::kContent,
          Section::kText | Section::kBlocks | Section::kCuts | Section::kPage,
          {},
          [](const StageContext& context) -> Result<AnyStage> {
            return {std::make_unique<ExtractHtml>(context.rules)};
          }};
}

}  // namespace headwater
