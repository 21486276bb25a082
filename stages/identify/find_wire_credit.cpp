#include "stages/identify/find_wire_credit.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/domain.h"
#include "base/text_lines.h"
#include "html/page.h"
#include "record/fold_text.h"
#include "stages/identify/credit_lines.h"
#include "stages/identify/credit_names.h"
#include "stages/identify/origin_links.h"
#include "stages/identify/origin_notice.h"
#include "stages/identify/outlet_clues.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {
namespace {

/// Bytes at each end of a text in which its first and last lines are looked for.
constexpr std::size_t kWindow = 4096;
constexpr std::size_t kHeadLines = 8;  // title, subtitle, byline, date, place, first paragraph
constexpr std::size_t kTailLines = 8;  // sign-off, notice, copyright line, a few links
/// Bytes of a text behind a bare name that is its signature; with more behind it, the name credits
/// a picture.
constexpr std::size_t kMostBehindSignature = 400;
/// A longer line of the head is prose: what stands behind it credits pictures, not the text.
constexpr std::size_t kLongestHeadLine = 200;
/// What select_article cuts short lines at the edges of an article by, and lines about pictures.
constexpr std::string_view kShortLineRule = "select.line.short";
constexpr std::string_view kCaptionLineRule = "select.line.caption";
constexpr std::size_t kLongestCopyright = 400;  // bytes; longer lines are terms of use

/// The rules of other stages whose cuts may credit somebody, by index.
struct CreditRules {
  std::vector<bool> author;  ///< Whether the rule cuts lines that name authors or places.
  std::optional<RuleIndex> caption_line;  ///< Cuts lines about a picture or its source.
  bool names_author(RuleIndex rule) const { return rule < author.size() && author[rule]; }
};

/// The lines of a text that may carry credits, as spans of it.
struct CreditLines {
  std::vector<TextSpan> head;
  std::vector<TextSpan> tail;
  std::optional<TextSpan> source;  ///< What may say the source of the text, or of a picture.
};

/// The blocks of a page that are its article's, and those that were cut though they may name
/// authors.
void gather_blocks(const Article& article, const CreditRules& rules, CreditLines& lines) {
  const auto kept = [&](const Block& block) {
    const Cut* cut = article.edits.cut_at(block.span.begin);
    return cut == nullptr || rules.names_author(cut->rule);
  };
  for (auto block = article.blocks.begin();
       block != article.blocks.end() && lines.head.size() < kHeadLines; ++block) {
    if (kept(*block)) lines.head.push_back(block->span);
  }
  for (auto block = article.blocks.rbegin();
       block != article.blocks.rend() && lines.tail.size() < kTailLines; ++block) {
    if (kept(*block)) lines.tail.push_back(block->span);
    // "Quelle: dpa" right behind the text is about the text, elsewhere about a picture.
    const bool behind = lines.tail.size() == 1 && kept(*block) && block != article.blocks.rbegin();
    if (!behind) continue;
    const Cut* next = article.edits.cut_at(std::prev(block)->span.begin);
    if (next != nullptr && next->rule == rules.caption_line) lines.source = std::prev(block)->span;
  }
  std::reverse(lines.tail.begin(), lines.tail.end());
}

/// The first and the last lines of a text without blocks of its own making.
void gather_lines(std::string_view text, CreditLines& lines) {
  thread_local std::vector<TextLine> found;
  split_lines(text.substr(0, kWindow), found);
  for (std::size_t i = 0; i < std::min(found.size(), kHeadLines); ++i)
    lines.head.push_back({found[i].begin, found[i].end});
  const std::size_t offset = text.size() > kWindow ? text.size() - kWindow : 0;
  split_lines(text.substr(offset), found);
  const std::size_t first = found.size() > kTailLines ? found.size() - kTailLines : 0;
  for (std::size_t i = first; i < found.size(); ++i)
    lines.tail.push_back({offset + found[i].begin, offset + found[i].end});
}

/// Gathers the credits of one article and decides.
class Crediting {
 public:
  Crediting(const OutletRegistry& registry, const CreditRules& rules, Article& article)
      : registry_(registry), names_(registry), rules_(rules), article_(article) {}

  void run() {
    CreditLines lines;
    if (article_.page) {
      gather_blocks(article_, rules_, lines);
    } else {
      gather_lines(article_.text, lines);
    }
    end_ = lines.tail.empty() ? 0 : lines.tail.back().end;
    drop_picture_credits();
    weigh_fields();
    bool prose = false;
    for (std::size_t i = 0; i < lines.head.size(); ++i) {
      weigh_head(lines.head[i], i > 0 && !prose);
      prose = prose || lines.head[i].size() > kLongestHeadLine;
    }
    for (const TextSpan line : lines.tail) weigh_tail(line);
    if (lines.source) weigh_source(*lines.source);
    drop_borrowed_forms();
    decide();
    add_origin_notices(lines);
    add_origin_links();
  }

 private:
  struct Found {
    CreditKind kind;
    const Outlet* supplier;
    bool by_form;  // The way a desk signs, in which nobody is named.
  };

  bool is_signature_place(TextSpan span) const { return span.end + kMostBehindSignature >= end_; }

  /// Lets go of lines that tag_outlet took for signatures though much text follows them.
  void drop_picture_credits() {
    if (!article_.wire) return;
    WireCredit& wire = *article_.wire;
    const auto removed = std::erase_if(wire.evidence, [&](const Evidence& evidence) {
      return evidence.kind == "signature-line" && evidence.span &&
             !is_signature_place(*evidence.span);
    });
    if (removed == 0) return;
    if (wire.evidence.empty()) wire.agency.reset();
    if (wire.evidence.empty() && !wire.syndicated) article_.wire.reset();
  }

  /// Bylines and datelines that earlier stages found and took out of the text's flow.
  void weigh_fields() {
    if (article_.dateline) {
      const Evidence& evidence = article_.dateline->evidence;
      add(read_credit_dateline(evidence.value + " - ", names_), evidence.span, evidence.value);
    }
    if (article_.byline) {
      const Evidence& evidence = article_.byline->evidence;
      add(read_credit_author(article_.byline->value, names_), evidence.span,
          article_.byline->value);
    }
  }

  /// `byline`: whether a line here may name the author. The first line of a text is its title,
  /// which may be an agency's name.
  void weigh_head(TextSpan span, bool byline) {
    const std::string_view line = slice(article_.text, span);
    const bool named = names_.may_name(line.substr(0, kCreditHead));
    if (add_part(named ? read_credit_dateline(line, names_) : read_chinese_dateline(line, names_),
                 span))
      return;
    if (!byline || (named && add_part(read_credit_byline(line, names_), span))) return;
    add_part(read_contribution(line, names_), span);
  }

  void weigh_tail(TextSpan span) {
    const std::string_view line = slice(article_.text, span);
    const std::size_t skipped = line.size() > kCreditTail ? line.size() - kCreditTail : 0;
    const bool named = names_.may_name(line.substr(skipped));
    if (add_part(read_release_link(line, names_), span)) return;
    if (named && add_part(read_supply_notice(line, names_), span)) return;
    if (weigh_copyright(span)) return;
    if (add_part(read_contribution(line, names_), span)) return;
    if (add_desk_form(span) || !named || !is_signature_place(span)) return;
    if (add_part(read_sign_off(line, names_), span)) return;
    add_part(read_credit_byline(line, names_), span);
  }

  void weigh_source(TextSpan span) {
    const auto credit = read_credit_byline(slice(article_.text, span), names_);
    if (credit && credit->kind == CreditKind::kSourceLine) add_part(credit, span);
  }

  bool add_desk_form(TextSpan span) {
    const std::size_t before = found_.size();
    if (!add_part(read_desk_sign_off(slice(article_.text, span), names_), span)) return false;
    for (std::size_t i = before; i < found_.size(); ++i) found_[i].by_form = true;
    return true;
  }

  /// Other desks sign in the same way: it says nothing where the outlet is a supplier itself or a
  /// supplier is named.
  void drop_borrowed_forms() {
    const Outlet* own = article_.outlet.id ? registry_.find_id(*article_.outlet.id) : nullptr;
    const bool from_supplier = own != nullptr && is_supplier(*own);
    const auto names = [&](const Found& form, bool itself) {
      return std::any_of(found_.begin(), found_.end(), [&](const Found& other) {
        return !other.by_form && other.kind != CreditKind::kContribution &&
               (other.supplier == form.supplier) == itself;
      });
    };
    const auto is_borrowed = [&](const Found& found) {
      return found.by_form && !names(found, true) && (from_supplier || names(found, false));
    };
    for (std::size_t i = 0; i < found_.size();) {
      if (!is_borrowed(found_[i])) {
        ++i;
        continue;
      }
      const std::string supplier = found_[i].supplier->id;
      found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(i));
      forget_sign_offs(supplier);
    }
  }

  void forget_sign_offs(const std::string& supplier) {
    const std::string_view kind = credit_kind_name(CreditKind::kSignOff);
    std::erase_if(article_.wire->evidence, [&](const Evidence& evidence) {
      return evidence.kind == kind && evidence.rule == supplier;
    });
    WireCredit& wire = *article_.wire;
    if (wire.evidence.empty() && !wire.syndicated && !wire.agency) article_.wire.reset();
  }

  /// Where the text says that it stood before, if that is not the outlet itself.
  void add_origin_notices(const CreditLines& lines) {
    for (const TextSpan line : lines.head) add_origin_notice(line);
    const std::uint64_t done = lines.head.empty() ? 0 : lines.head.back().end;
    for (const TextSpan line : lines.tail) {
      if (line.begin >= done) add_origin_notice(line);
    }
  }

  void add_origin_notice(TextSpan line) {
    const std::string_view text = slice(article_.text, line);
    const std::optional<OriginNotice> notice = read_origin_notice(text, registry_);
    if (!notice || is_own_name(*notice)) return;
    const auto begin =
        line.begin + static_cast<std::uint64_t>(notice->printed.data() - text.data());
    Evidence evidence{"origin-notice", std::string(notice->name),
                      TextSpan{begin, begin + notice->printed.size()}, std::nullopt,
                      notice->outlet == nullptr ? std::string() : notice->outlet->id};
    if (is_known(evidence)) return;
    wire().evidence.push_back(std::move(evidence));
    wire().syndicated = true;
  }

  /// Feeds of a site say of each article that it appeared first there.
  bool is_own_name(const OriginNotice& notice) const {
    if (notice.outlet != nullptr) return notice.outlet->id == article_.outlet.id;
    const std::string name = folded_text(notice.name);
    if (name == folded_text(article_.outlet.name)) return true;
    for (const auto& fact : {article_.facts.site_name, article_.facts.publisher}) {
      if (fact && name == folded_text(fact->value)) return true;
    }
    const auto host = host_of(article_.arrival.uri);
    const auto named = normalize_host(notice.name);
    return host && named && registrable_domain(*host) == registrable_domain(*named) &&
           registrable_domain(*host).has_value();
  }

  void add_origin_links() {
    for (Evidence& evidence : find_origin_links(article_, registry_))
      wire().evidence.push_back(std::move(evidence));
  }

  bool weigh_copyright(TextSpan span) {
    if (span.size() > kLongestCopyright) return false;
    const std::optional<OutletClue> clue = find_copyright_clue(article_.text, span);
    if (!clue) return false;
    const CreditName name = names_.find_leading(clue->names);
    if (!name) return false;
    const TextSpan part = clue->span;
    return add(LineCredit{CreditKind::kCopyright, name.supplier, {}}, part,
               slice(article_.text, part));
  }

  /// Adds a credit whose printed part lies in the line at `span`.
  bool add_part(const std::optional<LineCredit>& credit, TextSpan span) {
    if (!credit) return false;
    const auto offset =
        static_cast<std::size_t>(credit->printed.data() - slice(article_.text, span).data());
    const TextSpan part{span.begin + offset, span.begin + offset + credit->printed.size()};
    return add(credit, part, credit->printed);
  }

  bool add(const std::optional<LineCredit>& credit, std::optional<TextSpan> span,
           std::string_view printed) {
    if (!credit) return false;
    if (credit->supplier->id == article_.outlet.id) return true;  // nobody supplies itself
    found_.push_back({credit->kind, credit->supplier, false});
    Evidence evidence{std::string(credit_kind_name(credit->kind)), std::string(printed), span,
                      std::nullopt, credit->supplier->id};
    if (!is_known(evidence)) wire().evidence.push_back(std::move(evidence));
    return true;
  }

  /// Whether the same passage already speaks for the same supplier.
  bool is_known(const Evidence& evidence) const {
    if (!article_.wire) return false;
    const auto same = [&](const Evidence& known) {
      if (known.rule != evidence.rule) return false;
      if (known.span && evidence.span) return known.span->overlaps(*evidence.span);
      return known.kind == evidence.kind;
    };
    const auto& all = article_.wire->evidence;
    return std::any_of(all.begin(), all.end(), same);
  }

  /// The strongest kind names the agency, the first of its kind in the text; what tag_outlet read
  /// counts where nothing was found here.
  void decide() {
    if (found_.empty()) return;
    const auto best =
        std::min_element(found_.begin(), found_.end(),
                         [](const Found& a, const Found& b) { return a.kind < b.kind; });
    wire().agency = best->supplier->name;
    if (best->kind == CreditKind::kNotice) wire().syndicated = true;
    if (best->supplier->kind == "press-release")
      wire().evidence.push_back(
          {"press-release", best->supplier->name, std::nullopt, std::nullopt, best->supplier->id});
  }

  WireCredit& wire() {
    if (!article_.wire) article_.wire.emplace();
    return *article_.wire;
  }

  const OutletRegistry& registry_;
  CreditNames names_;
  const CreditRules& rules_;
  Article& article_;
  std::vector<Found> found_;
  std::uint64_t end_ = 0;  // of the last line
};

class FindWireCredit final : public Stage {
 public:
  FindWireCredit(std::shared_ptr<const OutletRegistry::Reading> outlets, CreditRules rules)
      : outlets_(std::move(outlets)), rules_(std::move(rules)) {}

  Outcome process(Article& article) const override {
    Crediting(outlets_->registry, rules_, article).run();
    return Passed{};
  }

 private:
  std::shared_ptr<const OutletRegistry::Reading> outlets_;  // shared with tag_outlet
  CreditRules rules_;
};

/// Of the rules so far. Short lines at the edges of an article are signatures as often as not:
/// "(AFP)", "Source: Reuters".
CreditRules credit_rules(const RuleTable& rules) {
  CreditRules found;
  for (const RuleInfo& rule : rules.rules()) {
    if (rule.id == kCaptionLineRule)
      found.caption_line = static_cast<RuleIndex>(found.author.size());
    found.author.push_back(rule.reason == CutReason::kByline ||
                           rule.reason == CutReason::kDateline ||
                           rule.reason == CutReason::kWireSignoff || rule.id == kShortLineRule);
  }
  return found;
}

Result<AnyStage> build(const StageContext& context) {
  std::shared_ptr<const OutletRegistry::Reading> outlets = OutletRegistry::share(context.outlets);
  if (!outlets->mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(outlets->mistakes)};
  return AnyStage(
      std::make_unique<FindWireCredit>(std::move(outlets), credit_rules(context.rules)));
}

}  // namespace

StageKind find_wire_credit_kind() {
  return {.name = "find_wire_credit",
          .summary = "say which agency supplied the text, and where it stood before",
          .version = 3,
          .needs = Section::kPayload | Section::kText | Section::kMetadata | Section::kOutlet,
          .gives = Sections{0} | Section::kOutlet,
          .settings = {},
          .build = build};
}

}  // namespace headwater
