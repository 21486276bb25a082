#include "engine/step_runner.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <utility>

#include "archive/unpack.h"
#include "base/digest.h"

namespace headwater {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::uint64_t nanoseconds_since(SteadyClock::time_point start) {
  const auto elapsed = SteadyClock::now() - start;
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count());
}

LineageVerb verb_of(const Outcome& outcome) {
  if (std::holds_alternative<Dropped>(outcome)) return LineageVerb::kDropped;
  if (std::holds_alternative<Quarantined>(outcome)) return LineageVerb::kQuarantined;
  return LineageVerb::kPassed;
}

/// A stage that throws has a bug or ran out of memory: the document is set aside, the run goes on.
template <class Call>
Outcome guarded(std::string_view stage, const Call& call) {
  try {
    return call();
  } catch (const std::exception& exception) {
    return Quarantined{
        {ErrorCode::kInternal, fmt::format("stage {} threw: {}", stage, exception.what())}};
  } catch (...) {
    return Quarantined{
        {ErrorCode::kInternal, fmt::format("stage {} threw an unknown exception", stage)}};
  }
}

Digest digest_of_cleaned(const Article& article) {
  thread_local Sha256 hasher;
  std::uint64_t begin = 0;
  const std::string_view text = article.text;
  for (const Cut& cut : article.edits.cuts()) {
    hasher.update(text.substr(begin, cut.span.begin - begin));
    begin = cut.span.end;
  }
  hasher.update(text.substr(begin));
  return hasher.finish();
}

/// What an article had when a stage began with it.
struct Before {
  std::size_t proposals = 0;
  bool text = false;
};

/// What left a stage: brings the cuts and the digest of the cleaned text up to date. Several stages
/// give the text, each of another kind of document, but no document is given it twice.
void refresh(Article& article, Sections gives, const Before& before) {
  const bool cut = article.edits.proposed().size() != before.proposals;
  if (cut) article.edits.settle(article.text);
  const bool gives_text = (gives & static_cast<Sections>(Section::kText)) != 0;
  const bool new_text = gives_text && !before.text && !article.text.empty();
  if (new_text && !cut && article.text == article.arrival.payload) {
    article.text_digest = article.payload_digest;  // plain UTF-8: hashed already
  } else if (new_text || cut) {
    article.text_digest = digest_of_cleaned(article);
  }
}

template <class Call>
bool run_step(const Plan& plan, const PlannedStage& stage, Finished& document, const Call& call) {
  Article& article = document.article;
  const Before before{article.edits.proposed().size(), !article.text.empty()};
  const auto start = SteadyClock::now();
  Outcome outcome = guarded(plan.recipe().steps[stage.step].stage, call);
  if (passed(outcome)) refresh(article, stage.gives, before);
  document.steps.push_back({verb_of(outcome), stage.step, article.text_digest,
                            nanoseconds_since(start), std::exchange(article.detail, {})});
  if (passed(outcome)) return true;
  document.outcome = std::move(outcome);
  document.outcome_step = stage.step;
  return false;
}

/// A document for which there is no memory is set aside like one at which a stage throws.
void unpack_guarded(Arrival& arrival) {
  try {
    unpack(arrival);
  } catch (const std::exception& exception) {
    arrival.fault =
        Error{ErrorCode::kInternal, fmt::format("unpacking threw: {}", exception.what())};
  }
}

}  // namespace

void receive(Finished& document) {
  Article& article = document.article;
  const auto start = SteadyClock::now();
  unpack_guarded(article.arrival);
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  article.text_digest = article.payload_digest;
  LineageVerb verb = LineageVerb::kReceived;
  if (article.arrival.fault) {
    document.outcome = Quarantined{*article.arrival.fault};
    verb = LineageVerb::kQuarantined;
  } else if (article.arrival.aside) {
    document.outcome = Dropped{*article.arrival.aside};
    verb = LineageVerb::kDropped;
  }
  document.steps.push_back({verb, 0, article.payload_digest, nanoseconds_since(start),
                            std::exchange(article.arrival.detail, {})});
}

void run_parallel(const Plan& plan, Finished& document) {
  if (!passed(document.outcome)) return;
  document.steps.reserve(plan.recipe().steps.size());
  for (const PlannedStage& planned : plan.parallel()) {
    const Stage& stage = *std::get<std::unique_ptr<Stage>>(planned.stage);
    const auto call = [&] { return stage.process(document.article); };
    if (!run_step(plan, planned, document, call)) break;
  }
  document.article.page.reset();  // nobody reads it beyond here, and it is large
}

void run_ordered(const Plan& plan, Finished& document, Ledger& ledger) {
  if (!passed(document.outcome)) return;
  for (const PlannedStage& planned : plan.ordered()) {
    OrderedStage& stage = *std::get<std::unique_ptr<OrderedStage>>(planned.stage);
    const auto call = [&] { return stage.process(document.article, ledger); };
    if (!run_step(plan, planned, document, call)) return;
  }
  const bool again = document.article.arrival.stored_capture.has_value();
  document.outcome_step = plan.store_step();
  document.steps.push_back({again ? LineageVerb::kReprocessed : LineageVerb::kStored,
                            plan.store_step(),
                            document.article.text_digest,
                            0,
                            {}});
}

}  // namespace headwater
