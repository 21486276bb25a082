#pragma once

#include <memory>
#include <string>

#include "record/article.h"

namespace headwater::testing {

/// An article whose payload is the page `html`, parsed in the encoding that it declares or UTF-8,
/// as the stages before find_metadata leave it but for the text. Captured on 2026-03-01. The
/// article owns the page's bytes, so it lives on the heap.
std::unique_ptr<Article> page_article(std::string html,
                                      std::string uri = "https://heron.example/a");

}  // namespace headwater::testing
