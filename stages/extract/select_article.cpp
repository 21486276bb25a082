#include "stages/extract/select_article.h"

#include "base/json.h"
#include "feed/feed_entry.h"
#include "html/tokenizer.h"
#include "stages/extract/block_choice.h"
#include "stages/extract/select_rules.h"
#include "stages/extract/wire_item.h"

namespace headwater {
namespace {

constexpr std::string_view kJsonType = "application/json";

/// Whether a rule means that there is more on the page than the article.
bool needs_page(SelectRule rule) {
  switch (rule) {
    case SelectRule::kOutsideNav:
    case SelectRule::kOutsideLinks:
    case SelectRule::kOutsideBefore:
    case SelectRule::kOutsideAfter:
    case SelectRule::kLooseText:
    case SelectRule::kEmptyHeading:
    case SelectRule::kShortLine:
      return true;
    default:
      return false;
  }
}

/// Whether what begins like this is a page, and not what would stand in its body.
bool begins_like_page(std::string_view html) {
  HtmlTokenizer tokens;
  tokens.start(html);
  for (;;) {
    const HtmlToken& token = tokens.next();
    if (token.kind == HtmlTokenKind::kDoctype) return true;
    if (token.kind == HtmlTokenKind::kEnd) return false;
    if (token.kind == HtmlTokenKind::kStartTag) {
      return token.tag == HtmlTag::kHtml || token.tag == HtmlTag::kHead;
    }
  }
}

/// Whether there is nothing but the article: entries of feeds and items of agencies hold what would
/// stand in a page, and so does a JSON record, if it is not a whole page that stands there.
bool is_fragment(const Article& article) {
  const Arrival& arrival = article.arrival;
  if (format_of_feed_entry(arrival.media_type)) return true;
  if (!article.content.inside) return false;
  if (arrival.media_type == kJsonType) return !begins_like_page(article.content.bytes);
  return wire_format(arrival) != WireFormat::kNone;
}

class SelectArticle final : public Stage {
 public:
  explicit SelectArticle(RuleTable& rules) : rules_(rules) {}

  Outcome process(Article& article) const override {
    if (!article.page) return Passed{};
    // One document at a time goes through the stages of a thread; buffers stay for the next one.
    thread_local BlockChoice choice;
    Outcome outcome = propose_cuts(choice, article);
    choice.shrink();
    return outcome;
  }

 private:
  Outcome propose_cuts(BlockChoice& choice, Article& article) const {
    const std::vector<SelectRule>& verdicts = choice.choose(article, *article.page);
    // What seems to be no article is a short one.
    const bool fragment = is_fragment(article);
    if (fragment && choice.kind() != PageKind::kArticle) return Passed{};
    const auto rule_of = [&](std::size_t block) {
      return fragment && needs_page(verdicts[block]) ? SelectRule::kKeep : verdicts[block];
    };
    for (std::size_t first = 0, last = 0; first < verdicts.size(); first = last + 1) {
      last = first;
      if (rule_of(first) == SelectRule::kKeep) continue;
      // A menu of forty entries is one cut: what stands together for one reason goes as one.
      while (last + 1 < verdicts.size() && rule_of(last + 1) == rule_of(first)) ++last;
      const TextSpan span{article.blocks[first].span.begin, article.blocks[last].span.end};
      article.edits.propose({span, rules_.index_of(rule_of(first))});
    }
    const PageKind kind = choice.kind();
    if (kind == PageKind::kArticle) return Passed{};
    JsonWriter json;
    json.begin_object().key("page_kind").string(page_kind_name(kind)).end_object();
    article.detail = json.text();
    return Dropped{DropReason::kNotAnArticle};
  }

  SelectRules rules_;
};

}  // namespace

StageKind select_article_kind() {
  return {"select_article",
          "tells the article on a page from all that is around it",
          3,
          Section::kText | Section::kBlocks | Section::kMetadata | Section::kPage,
          static_cast<Sections>(Section::kCuts),
          {},
          [](const StageContext& context) -> Result<AnyStage> {
            return {std::make_unique<SelectArticle>(context.rules)};
          }};
}

}  // namespace headwater
