#pragma once

#include <string>

#include "app/article_json.h"
#include "app/output.h"
#include "engine/plan.h"
#include "record/finished.h"

namespace headwater {

/// A ledger that knows nothing: every document is the first one.
class EmptyLedger : public Ledger {
 public:
  bool has_payload(const Digest&) override { return false; }
  std::optional<std::string> find_folded(const Digest&) override { return std::nullopt; }
};

struct ExtractForm {
  bool with_visible = false;
  bool with_map = false;
};

/// The sink of `extract`: prints documents in order of arrival and keeps nothing.
class ExtractSink : public Sink {
 public:
  /// `recipe` and `out` must outlive the sink.
  ExtractSink(const Recipe& recipe, ExtractForm form, Output& out)
      : recipe_(recipe), form_(form), out_(out) {}

  Ledger& ledger() override { return ledger_; }
  void prepare(const Finished& finished, std::string& prepared) const override;
  /// kInterrupted once nobody reads standard output any more.
  Status add(const Finished& finished, const std::string& prepared) override;
  Status commit() override;

 private:
  void write(const Article& article, std::string& line) const;

  const Recipe& recipe_;
  ExtractForm form_;
  Output& out_;
  EmptyLedger ledger_;
};

}  // namespace headwater
