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
                                 Weight{"copyright-line", 0.85}, Weight{"signature-line", 0.8},
                                 Weight{"owner", 0.3},           Weight{"network", 0.3}};
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

/// What speaks for one outlet.
struct Candidate {
  const Outlet* outlet = nullptr;
  double doubt = 1;  // product of what each evidence leaves open
  bool by_host = false;
  bool by_record = false;     // the record it came in names it
  bool by_publisher = false;  // the page names it as its publisher ...
  bool by_site_name = false;  // ... and as its site
};

/// Whether two outlets belong to one house, which uses its names on all of its sites.
bool are_kin(const Outlet& a, const Outlet& b) {
  return (!a.network.empty() && a.network == b.network) || (!a.owner.empty() && a.owner == b.owner);
}

/// A name that was seen but may mean several: counts for an outlet that something else speaks for.
struct Hint {
  const OutletName* name = nullptr;
  std::string_view kind;
  std::size_t evidence = 0;  // its place in the article's list
};

bool is_name_kind(std::string_view kind) {
  return kind == "publisher" || kind == "site-name" || kind == "copyright-line";
}

bool begins_with_words(std::string_view text, std::string_view words) {
  return !words.empty() && text.starts_with(words) &&
         (text.size() == words.size() || text[words.size()] == ' ');
}

/// Words that may follow an owner's name in a copyright line without making it another name.
bool ends_a_name(std::string_view word) {
  constexpr std::array<std::string_view, 38> kWords = {
      "",        "all",     "alle",   "todos", "tous",   "tutti",    "any",  "rights",
      "ltd",     "limited", "inc",    "llc",   "llp",    "plc",      "corp", "corporation",
      "company", "co",      "com",    "gmbh",  "ag",     "sa",       "s",    "spa",
      "srl",     "bv",      "nv",     "ab",    "as",     "oy",       "pvt",  "private",
      "media",   "group",   "verlag", "news",  "online", "copyright"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

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
    weigh_hints();
    weigh_groups();
    decide();
    // The visible text of a page mentions whom it links to and advertises.
    if (!article_.outlet.id && !article_.page) list_mentioned_hosts();
  }

 private:
  Candidate* find_candidate(const Outlet& outlet) {
    const auto found =
        std::find_if(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& known) { return known.outlet == &outlet; });
    return found == candidates_.end() ? nullptr : &*found;
  }

  void support(const Outlet& outlet, std::string_view kind) {
    Candidate* known = find_candidate(outlet);
    Candidate& candidate = known != nullptr ? *known : candidates_.emplace_back(Candidate{&outlet});
    candidate.doubt *= 1 - weight_of(kind);
    candidate.by_host = candidate.by_host || kind == "host" || kind == "canonical-host";
    candidate.by_record = candidate.by_record || kind == "json-field";
    candidate.by_publisher = candidate.by_publisher || kind == "publisher";
    candidate.by_site_name = candidate.by_site_name || kind == "site-name";
  }

  void add(Evidence evidence) { article_.outlet.evidence.push_back(std::move(evidence)); }

  /// Lists a name as evidence. It speaks for the outlet that it means; where it may mean several,
  /// for one of them that something else speaks for too.
  void add_named(const OutletName* name, Evidence evidence) {
    const Outlet* sole = name == nullptr ? nullptr : name->sole();
    if (sole != nullptr) {
      support(*sole, evidence.kind);
      evidence.rule = sole->id;
    } else if (name != nullptr) {
      hints_.push_back({name, kind_of(evidence), article_.outlet.evidence.size()});
    }
    add(std::move(evidence));
  }

  /// The kind's name in the table of weights, which outlives the evidence.
  static std::string_view kind_of(const Evidence& evidence) {
    for (const Weight& weight : kWeights) {
      if (weight.kind == evidence.kind) return weight.kind;
    }
    return {};
  }

  const OutletName* name_of(std::string_view printed) {
    folded_.clear();
    fold_text(printed, folded_);
    return registry_.find_name(folded_);
  }

  /// What the stages before left, such as the "source" field of a JSON record.
  void weigh_given_evidence() {
    std::vector<Evidence> given = std::move(article_.outlet.evidence);
    article_.outlet.evidence.clear();
    for (Evidence& evidence : given) {
      const OutletName* name = name_of(evidence.value);
      const std::optional<std::string> host =
          name == nullptr ? normalize_host(evidence.value) : std::nullopt;
      if (const Outlet* outlet = host ? registry_.find_host(*host) : nullptr) {
        evidence.rule = outlet->id;
        support(*outlet, evidence.kind);
        add(std::move(evidence));
      } else {
        add_named(name, std::move(evidence));
      }
    }
  }

  /// Lets names that may mean several speak for those that something else speaks for.
  void weigh_hints() {
    const std::size_t certain = candidates_.size();
    for (const Hint& hint : hints_) {
      for (std::size_t i = 0; i < certain; ++i) {
        Candidate& candidate = candidates_[i];
        const auto& owners = hint.name->owners;
        if (std::find(owners.begin(), owners.end(), candidate.outlet) == owners.end()) continue;
        support(*candidate.outlet, hint.kind);
        article_.outlet.evidence[hint.evidence].rule = candidate.outlet->id;
      }
    }
  }

  /// A page that names the owner or the network of an outlet speaks for that outlet.
  void weigh_groups() {
    const std::size_t seen = article_.outlet.evidence.size();
    for (std::size_t i = 0; i < seen; ++i) {
      const Evidence& evidence = article_.outlet.evidence[i];
      if (!evidence.rule.empty() || !is_name_kind(evidence.kind)) continue;
      const std::string printed = folded_text(evidence.value);
      for (Candidate& candidate : candidates_) {
        const Outlet& outlet = *candidate.outlet;
        const bool network = begins_with_words(printed, folded_text(outlet.network));
        if (!network && !begins_with_words(printed, folded_text(outlet.owner))) continue;
        const std::string_view kind = network ? "network" : "owner";
        candidate.doubt *= 1 - weight_of(kind);
        article_.outlet.evidence[i].kind = kind;
        article_.outlet.evidence[i].rule = outlet.id;
        break;
      }
    }
  }

  void weigh_host(const std::optional<std::string>& host, std::string_view kind) {
    if (!host) return;
    has_host_ = true;
    has_own_address_ = has_own_address_ || kind == "host";
    const Outlet* outlet = registry_.find_host(*host);
    add({std::string(kind), *host, std::nullopt, std::nullopt,
         outlet == nullptr ? "" : outlet->id});
    if (outlet == nullptr) return;
    support(*outlet, kind);
    at_aggregator_ = at_aggregator_ || outlet->kind == "aggregator";
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
    add_named(name_of(field->value),
              {std::string(kind), field->value, std::nullopt, field->evidence.raw, ""});
  }

  /// The last copyright line of the page; the ones above it are those of pictures.
  void weigh_footer() {
    const auto& blocks = article_.blocks;
    const std::size_t first = blocks.size() > kFooterBlocks ? blocks.size() - kFooterBlocks : 0;
    for (std::size_t i = blocks.size(); i-- > first;) {
      if (blocks[i].span.size() > kLongestCopyright) continue;
      const auto clue = find_copyright_clue(article_.text, blocks[i].span);
      if (!clue) continue;
      const OutletName* name = leading_name(clue->names);
      const Outlet* outlet = name == nullptr ? nullptr : name->sole();
      add_named(name, {"copyright-line", outlet == nullptr ? clue->printed : outlet->name,
                       clue->span, std::nullopt, ""});
      return;
    }
  }

  /// The name that an owner's line begins with. A single word with more of a name behind it is
  /// none: "Lantern" is not whom "Lantern Shipping" names.
  const OutletName* leading_name(std::string_view folded) const {
    const OutletName* name = registry_.find_leading_name(folded);
    if (name == nullptr) return nullptr;
    if (folded.starts_with("the ")) folded.remove_prefix(4);
    const std::size_t first = std::min(folded.find(' '), folded.size());
    const bool one_word = registry_.find_name(folded.substr(0, first)) == name;
    std::string_view next = folded.substr(std::min(first + 1, folded.size()));
    next = next.substr(0, next.find(' '));
    return one_word && !ends_a_name(next) ? nullptr : name;
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
    const OutletName* name = nullptr;
    if (clue.kind == ClueKind::kCopyright) {
      name = leading_name(clue.names);
    } else {
      name = whole ? registry_.find_name(clue.names) : registry_.find_leading_name(clue.names);
    }
    const Outlet* outlet = name == nullptr ? nullptr : name->sole();
    if (whole && (name == nullptr || name->owners.empty())) return;
    Evidence evidence{std::string(kind_name(clue.kind)),
                      outlet == nullptr ? clue.printed : outlet->name, clue.span, std::nullopt,
                      outlet == nullptr ? "" : outlet->id};
    if (clue.kind == ClueKind::kNotice) wire().syndicated = true;
    const bool supplier = outlet != nullptr && is_supplier(*outlet);
    if (supplier) agencies_.push_back(outlet);
    if (supplier || clue.kind == ClueKind::kNotice) wire().evidence.push_back(evidence);
    if (clue.printed.empty()) return;
    if (supplier) {
      add(std::move(evidence));
    } else {
      add_named(name, std::move(evidence));
    }
  }

  /// "PORT CLEMENT, Feb 19 (Tidewire) -" names the agency that supplied the text.
  void weigh_dateline() {
    if (!article_.dateline) return;
    const std::string_view value = article_.dateline->evidence.value;
    const std::size_t open = value.rfind('(');
    if (open == std::string_view::npos) return;
    std::string folded;
    fold_text(value.substr(open, value.find(')', open) - open), folded);
    const OutletName* name = registry_.find_name(folded);
    const Outlet* outlet = name == nullptr ? nullptr : name->sole();
    if (outlet == nullptr || !is_supplier(*outlet)) return;
    agencies_.push_back(outlet);
    wire().evidence.push_back(
        {"dateline", outlet->name, article_.dateline->evidence.span, std::nullopt, outlet->id});
  }

  /// Whether an aggregator shows what `candidate`, no supplier, published.
  bool is_shown(const Candidate& candidate) const {
    return at_aggregator_ && candidate.outlet->kind != "aggregator" &&
           !is_supplier(*candidate.outlet);
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
                       if (is_shown(a) != is_shown(b)) return is_shown(a);
                       return a.doubt < b.doubt;
                     });
    if (!candidates_.empty() && may_win(candidates_[0])) weigh_best();
    credit_agency();
  }

  /// Names the first candidate unless others are believed as much.
  void weigh_best() {
    const Candidate& best = candidates_[0];
    double most = 0;
    for (std::size_t i = 1; i < candidates_.size(); ++i) {
      if (!contradicts(candidates_[i], best)) continue;
      most = std::max(most, 1 - candidates_[i].doubt);
      if (candidates_[i].doubt == best.doubt && may_win(candidates_[i])) return;
    }
    const double confidence = (1 - best.doubt) * (1 - most / 2);
    if (confidence < kLeastConfidence) return;
    article_.outlet.id = best.outlet->id;
    article_.outlet.name = best.outlet->name;
    article_.outlet.confidence = confidence;
  }

  /// A supplier or a sister that an outlet's page names does not contradict the outlet, nor does
  /// the aggregator that shows its article.
  static bool contradicts(const Candidate& other, const Candidate& best) {
    const bool related = is_supplier(*other.outlet) || are_kin(*other.outlet, *best.outlet);
    if (related && !other.by_host && best.by_host) return false;
    return other.outlet->kind != "aggregator";
  }

  /// Whether a candidate may be the outlet. At a known address, one that has addresses but not
  /// this one may not: outlets of many countries share a name, and texts are printed again. It
  /// still speaks against others. An aggregator's address is nobody else's, and a canonical address
  /// alone may be that of the original, where the page itself names another as publisher and site.
  bool may_win(const Candidate& candidate) const {
    const bool names_itself = !has_own_address_ && candidate.by_publisher &&
                              candidate.by_site_name && !is_supplier(*candidate.outlet);
    return !has_host_ || names_itself || candidate.by_host || candidate.by_record ||
           at_aggregator_ || candidate.outlet->domains.empty();
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
  std::vector<Hint> hints_;
  std::string folded_;
  bool has_host_ = false;
  bool has_own_address_ = false;  // the one it was fetched from, not only the canonical one
  bool at_aggregator_ = false;
};

class TagOutlet final : public Stage {
 public:
  explicit TagOutlet(std::shared_ptr<const OutletRegistry::Reading> outlets)
      : outlets_(std::move(outlets)) {}

  Outcome process(Article& article) const override {
    Tagging(outlets_->registry, article).run();
    return Passed{};
  }

 private:
  std::shared_ptr<const OutletRegistry::Reading> outlets_;  // shared with find_wire_credit
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
  std::shared_ptr<const OutletRegistry::Reading> outlets = OutletRegistry::share(context.outlets);
  std::vector<ConfigMistake> mistakes = outlets->mistakes;
  check_samples(outlets->registry, mistakes);
  if (!mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(mistakes)};
  return AnyStage(std::make_unique<TagOutlet>(std::move(outlets)));
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
