#include "stages/identify/tag_outlet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/domain.h"
#include "base/text_lines.h"
#include "html/page.h"
#include "record/fold_text.h"
#include "stages/identify/outlet_clues.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {
namespace {

/// How far a kind of evidence alone is believed. Set by hand: an address cannot be mistaken, a
/// notice names its printer, a copyright line may be the agency's, a last line may be a place or a
/// person.
struct Weight {
  std::string_view kind;
  double value;
};
constexpr std::array kWeights = {Weight{"host", 0.95},           Weight{"canonical-host", 0.9},
                                 Weight{"json-field", 0.9},      Weight{"syndication-notice", 0.9},
                                 Weight{"publisher", 0.85},      Weight{"site-name", 0.85},
                                 Weight{"copyright-line", 0.85}, Weight{"signature-line", 0.8}};
/// Blocks at the end of a page in which its copyright line may stand.
constexpr std::size_t kFooterBlocks = 40;
/// Longer blocks are terms of use, which name many.
constexpr std::size_t kLongestCopyright = 400;
constexpr double kLeastConfidence = 0.5;  // below it an outlet stays unknown

double weight_of(std::string_view kind) {
  for (const Weight& weight : kWeights) {
    if (weight.kind == kind) return weight.value;
  }
  return 0;
}

std::string_view kind_name(ClueKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"syndication-notice", "copyright-line",
                                                      "signature-line"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool is_agency(const Outlet& outlet) { return outlet.kind == "agency"; }

/// What speaks for one outlet.
struct Candidate {
  const Outlet* outlet = nullptr;
  double doubt = 1;  // product of what each evidence leaves open
  bool by_host = false;
};

/// Gathers the evidence of one article and weighs it.
class Tagging {
 public:
  Tagging(const OutletRegistry& registry, Article& article)
      : registry_(registry), article_(article) {}

  void run() {
    weigh_given_evidence();
    weigh_host(host_of(article_.arrival.uri), "host");
    if (article_.page) {
      weigh_page();
    } else {
      weigh_clues();
    }
    weigh_dateline();
    decide();
    // The visible text of a page mentions whom it links to and advertises.
    if (!article_.outlet.id && !article_.page) list_mentioned_hosts();
  }

 private:
  void support(const Outlet& outlet, std::string_view kind) {
    const auto found =
        std::find_if(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& known) { return known.outlet == &outlet; });
    Candidate& candidate =
        found != candidates_.end() ? *found : candidates_.emplace_back(Candidate{&outlet});
    candidate.doubt *= 1 - weight_of(kind);
    candidate.by_host = candidate.by_host || kind == "host" || kind == "canonical-host";
  }

  void add(Evidence evidence) { article_.outlet.evidence.push_back(std::move(evidence)); }

  /// What the stages before left, such as the "source" field of a JSON record.
  void weigh_given_evidence() {
    for (Evidence& evidence : article_.outlet.evidence) {
      std::string folded;
      fold_text(evidence.value, folded);
      const Outlet* outlet = registry_.find_name(folded);
      if (outlet == nullptr) {
        if (const std::optional<std::string> host = normalize_host(evidence.value))
          outlet = registry_.find_host(*host);
      }
      if (outlet == nullptr) continue;
      evidence.rule = outlet->id;
      support(*outlet, evidence.kind);
    }
  }

  void weigh_host(const std::optional<std::string>& host, std::string_view kind) {
    if (!host) return;
    has_host_ = true;
    const Outlet* outlet = registry_.find_host(*host);
    add({std::string(kind), *host, std::nullopt, std::nullopt,
         outlet == nullptr ? "" : outlet->id});
    if (outlet != nullptr) support(*outlet, kind);
  }

  /// What a page says of its publisher: its canonical address, the names it gives itself, the
  /// copyright line in its footer; and what the article's own lines say.
  void weigh_page() {
    const PageFacts& facts = article_.facts;
    if (facts.canonical_uri) weigh_canonical(*facts.canonical_uri);
    weigh_name(facts.publisher, "publisher");
    weigh_name(facts.site_name, "site-name");
    weigh_footer();
    weigh_page_lines();
  }

  void weigh_canonical(const Field& field) {
    const std::size_t before = article_.outlet.evidence.size();
    const std::optional<std::string> host = host_of(field.value);
    if (host == host_of(article_.arrival.uri)) return;
    weigh_host(host, "canonical-host");
    if (article_.outlet.evidence.size() > before)
      article_.outlet.evidence.back().raw = field.evidence.raw;
  }

  void weigh_name(const std::optional<Field>& field, std::string_view kind) {
    if (!field) return;
    std::string folded;
    fold_text(field->value, folded);
    const Outlet* outlet = registry_.find_name(folded);
    add({std::string(kind), field->value, std::nullopt, field->evidence.raw,
         outlet == nullptr ? "" : outlet->id});
    if (outlet != nullptr) support(*outlet, kind);
  }

  /// The last copyright line of the page; the ones above it are those of pictures.
  void weigh_footer() {
    const auto& blocks = article_.blocks;
    const std::size_t first = blocks.size() > kFooterBlocks ? blocks.size() - kFooterBlocks : 0;
    for (std::size_t i = blocks.size(); i-- > first;) {
      if (blocks[i].span.size() > kLongestCopyright) continue;
      const auto clue = find_copyright_clue(article_.text, blocks[i].span);
      if (!clue) continue;
      const Outlet* outlet = registry_.find_leading_name(clue->names);
      add({"copyright-line", outlet == nullptr ? clue->printed : outlet->name, clue->span,
           std::nullopt, outlet == nullptr ? "" : outlet->id});
      if (outlet != nullptr) support(*outlet, "copyright-line");
      return;
    }
  }

  /// Notices and signatures in the article itself: its blocks that no stage cut, without links.
  void weigh_page_lines() {
    thread_local std::vector<TextSpan> lines;
    lines.clear();
    for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
      const bool linked =
          i < article_.page->blocks.size() && article_.page->blocks[i].link_bytes > 0;
      if (!linked && article_.edits.cut_at(article_.blocks[i].span.begin) == nullptr)
        lines.push_back(article_.blocks[i].span);
    }
    thread_local std::vector<OutletClue> clues;
    clues.clear();
    find_outlet_clues(article_.text, lines, clues);
    for (const OutletClue& clue : clues) {
      if (clue.kind != ClueKind::kCopyright) weigh(clue);
    }
  }

  void weigh_clues() {
    thread_local std::vector<OutletClue> clues;
    clues.clear();
    find_outlet_clues(article_.text, clues);
    for (const OutletClue& clue : clues) weigh(clue);
  }

  void weigh(const OutletClue& clue) {
    const bool whole = clue.kind == ClueKind::kSignature;
    const Outlet* outlet =
        whole ? registry_.find_name(clue.names) : registry_.find_leading_name(clue.names);
    if (whole && outlet == nullptr) return;
    const std::string kind(kind_name(clue.kind));
    const Evidence evidence{kind, outlet == nullptr ? clue.printed : outlet->name, clue.span,
                            std::nullopt, outlet == nullptr ? "" : outlet->id};
    if (clue.kind == ClueKind::kNotice) wire().syndicated = true;
    if (outlet != nullptr && is_agency(*outlet)) {
      agencies_.push_back(outlet);
      wire().evidence.push_back(evidence);
    } else if (clue.kind == ClueKind::kNotice) {
      wire().evidence.push_back(evidence);
    }
    if (!clue.printed.empty()) add(evidence);
    if (outlet != nullptr && !is_agency(*outlet)) support(*outlet, kind);
  }

  /// "PORT CLEMENT, Feb 19 (Tidewire) -" names the agency that supplied the text.
  void weigh_dateline() {
    if (!article_.dateline) return;
    const std::string_view value = article_.dateline->evidence.value;
    const std::size_t open = value.rfind('(');
    if (open == std::string_view::npos) return;
    std::string folded;
    fold_text(value.substr(open, value.find(')', open) - open), folded);
    const Outlet* outlet = registry_.find_name(folded);
    if (outlet == nullptr || !is_agency(*outlet)) return;
    agencies_.push_back(outlet);
    wire().evidence.push_back(
        {"dateline", outlet->name, article_.dateline->evidence.span, std::nullopt, outlet->id});
  }

  WireCredit& wire() {
    if (!article_.wire) article_.wire.emplace();
    return *article_.wire;
  }

  /// The candidate with the least doubt; what speaks for the next best halves into its confidence.
  void decide() {
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& a, const Candidate& b) {
                       if (may_win(a) != may_win(b)) return may_win(a);
                       return a.doubt < b.doubt;
                     });
    if (!candidates_.empty() && may_win(candidates_[0])) weigh_best();
    credit_agency();
  }

  /// Names the first candidate unless others are believed as much.
  void weigh_best() {
    double most = 0;
    for (std::size_t i = 1; i < candidates_.size(); ++i)
      most = std::max(most, 1 - candidates_[i].doubt);
    if (candidates_.size() > 1 && candidates_[0].doubt == candidates_[1].doubt) return;
    const double confidence = (1 - candidates_[0].doubt) * (1 - most / 2);
    if (confidence < kLeastConfidence) return;
    const Outlet& outlet = *candidates_[0].outlet;
    article_.outlet.id = outlet.id;
    article_.outlet.name = outlet.name;
    article_.outlet.confidence = confidence;
  }

  /// Whether a candidate may be the outlet. On a page whose address is known, one that has
  /// addresses but not this one may not: outlets of many countries share a name. It still speaks
  /// against others.
  bool may_win(const Candidate& candidate) const {
    return !article_.page || !has_host_ || candidate.by_host || candidate.outlet->domains.empty();
  }

  /// An agency that is named in the text supplied it, unless it is the outlet itself.
  void credit_agency() {
    for (const Outlet* agency : agencies_) {
      if (agency->id != article_.outlet.id) {
        wire().agency = agency->name;
        return;
      }
    }
    if (!agencies_.empty() && !wire().syndicated) article_.wire.reset();
  }

  /// Hosts in the text of an unknown outlet: a hint for people, never enough to name it.
  void list_mentioned_hosts() {
    thread_local std::vector<TextSpan> hosts;
    hosts.clear();
    find_mentioned_hosts(article_.text, hosts);
    for (const TextSpan span : hosts) {
      const std::optional<std::string> host = normalize_host(slice(article_.text, span));
      if (!host) continue;
      const Outlet* outlet = registry_.find_host(*host);
      add({"mentioned-host", *host, span, std::nullopt, outlet == nullptr ? "" : outlet->id});
    }
  }

  const OutletRegistry& registry_;
  Article& article_;
  std::vector<Candidate> candidates_;
  std::vector<const Outlet*> agencies_;
  bool has_host_ = false;
};

class TagOutlet final : public Stage {
 public:
  explicit TagOutlet(OutletRegistry registry) : registry_(std::move(registry)) {}

  Outcome process(Article& article) const override {
    Tagging(registry_, article).run();
    return Passed{};
  }

 private:
  OutletRegistry registry_;
};

/// Whether `sample`, as the last line of a text, leads to `outlet`, or to it as the text's
/// supplier.
bool recognises(const OutletRegistry& registry, const Outlet& outlet, const std::string& sample) {
  Article article;
  article.text = sample;
  Tagging(registry, article).run();
  return article.outlet.id == outlet.id || (article.wire && article.wire->agency == outlet.name);
}

void check_samples(const OutletRegistry& registry, std::vector<ConfigMistake>& mistakes) {
  for (const Outlet& outlet : registry.outlets()) {
    for (const std::string& sample : outlet.samples) {
      if (recognises(registry, outlet, sample)) continue;
      mistakes.push_back(
          {outlet.position, fmt::format("outlet \"{}\": is not recognised by its sample \"{}\"",
                                        outlet.id, sample)});
    }
  }
}

Result<AnyStage> build(const StageContext& context) {
  OutletRegistry::Reading reading = OutletRegistry::read(context.outlets);
  check_samples(reading.registry, reading.mistakes);
  if (!reading.mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(reading.mistakes)};
  return AnyStage(std::make_unique<TagOutlet>(std::move(reading.registry)));
}

}  // namespace

std::vector<ConfigMistake> check_outlet_files(std::span<const ConfigFile> files) {
  OutletRegistry::Reading reading = OutletRegistry::read(files);
  check_samples(reading.registry, reading.mistakes);
  return std::move(reading.mistakes);
}

StageKind tag_outlet_kind() {
  return {.name = "tag_outlet",
          .summary = "say who published the text, with the evidence",
          .needs = Section::kPayload | Section::kText | Section::kMetadata,
          .gives = Sections{0} | Section::kOutlet,
          .settings = {},
          .build = build};
}

}  // namespace headwater
