#pragma once

#include "stage/stage_kind.h"

namespace headwater {

/// Takes the digest of the folded cleaned text, by which copies that differ in typography alone are
/// found.
StageKind fold_article_kind();

}  // namespace headwater
