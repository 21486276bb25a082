#pragma once

#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "record/cut_reason.h"
#include "stage/stage_kind.h"
#include "stages/clean/rule_matcher.h"

namespace headwater {

/// Whether a reason concerns something that is put between the article's paragraphs to win the
/// reader for something (an advertisement, a newsletter, another article): the work of strip_ads.
/// All other reasons are about the making and the rights of the text: the work of
/// strip_boilerplate.
bool asks_the_reader(CutReason reason);

/// The rules of one stage, ready to propose cuts. Const use is thread-safe.
class ArticleRules {
 public:
  /// Reads the packs of `context`, keeps the rules whose reason `takes`, checks them (with their
  /// samples, unless they are the built-in packs) and enters them in the rule table. kBadConfig
  /// lists every mistake with its place.
  static Result<ArticleRules> load(const StageContext& context, bool (*takes)(CutReason));

  /// Proposes a cut for every passage that a rule finds in `article`.
  void propose_cuts(Article& article) const;

 private:
  ArticleRules(RuleMatcher matcher, std::vector<RuleIndex> indices)
      : matcher_(std::move(matcher)), indices_(std::move(indices)) {}
  RuleMatcher matcher_;
  std::vector<RuleIndex> indices_;  // by the matcher's rule
};

}  // namespace headwater
