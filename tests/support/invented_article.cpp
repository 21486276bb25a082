#include "support/invented_article.h"

#include <string_view>

namespace headwater::testing {
namespace {

constexpr std::string_view kText =
    "Advertisement\n\nThe bridge \xe2\x80\x9cis closed\xe2\x80\x9d. It opens in March.\n\n"
    "Sign up \x1b[31mnow";

TextSpan span_of(std::string_view passage) {
  const std::size_t begin = kText.find(passage);
  return {begin, begin + passage.size()};
}

/// R writes each quotation mark as six bytes, as JSON does.
SourceMap map_of_text() {
  SourceMap map;
  std::uint64_t raw = 10;
  std::uint64_t copied = 0;
  for (std::uint64_t at = 0; at < kText.size(); ++at) {
    if (kText[at] != '\xe2') continue;
    map.append_copy(raw, at - copied);
    raw += at - copied;
    map.append(RunKind::kEntity, raw, 6, 3);
    raw += 6;
    copied = at + 3;
  }
  map.append_copy(raw, kText.size() - copied);
  return map;
}

Field field(std::string value) { return {std::move(value), {"json-field", "", {}, {}, ""}}; }

}  // namespace

std::vector<RuleInfo> invented_rules() {
  return {{"ads.label", CutReason::kAd, "A label alone on its line announces an advertisement."},
          {"newsletter.sign-up", CutReason::kNewsletter, "Asks the reader to subscribe."}};
}

Article invented_article() {
  Article article;
  article.arrival.uri = "https://herald.example/bridge";
  article.arrival.container =
      Container{"file:///srv/news.jsonl", sha256("container"), {100, 400}, 2};
  article.arrival.media_type = "application/json";
  article.payload_digest = sha256("payload");
  article.id = document_id(article.payload_digest);
  article.text = kText;
  article.source_map = map_of_text();
  article.edits.propose({span_of("Advertisement"), 0});
  article.edits.propose({span_of("Sign up \x1b[31mnow"), 1});
  article.edits.settle(kText);
  article.title = field("Bridge closed");
  article.published_at = field("2022-10-21");
  article.language = field("en");
  article.facts.section = field("Roads");
  article.facts.site_name = Field{
      "Example Herald", {"meta", "Example &amp; Herald", std::nullopt, RawSpan{20, 40}, "og"}};
  article.facts.free_to_read = field("false");
  article.outlet = {"herald",
                    "Example Herald",
                    0.9,
                    {{"host", "herald.example", {}, {}, "outlet.herald"},
                     {"signature-line", "is closed", span_of("is closed"), {}, "outlet.herald"}}};
  article.wire = WireCredit{"Example Press", true, {}};
  for (const std::string_view sentence :
       {"The bridge \xe2\x80\x9cis closed\xe2\x80\x9d.", "It opens in March."}) {
    article.statements.push_back({span_of(sentence), 0});
  }
  article.copy_of = CopyOf{document_id(sha256("original")), CopyKind::kIdentical};
  return article;
}

}  // namespace headwater::testing
