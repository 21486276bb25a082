#pragma once

#include <filesystem>
#include <string>

namespace headwater::testing {

/// What of a store's content is compared.
enum class DumpScope {
  kAll,        ///< Everything but times, durations, row numbers and how often it was run.
  kOrderFree,  ///< Of that, what does not depend on which document came first.
};

/// The content of the store at `store` as text, one line a fact, sorted: equal for two stores that
/// hold the same. Rows are named by what they mean (ids, digests, addresses), never by number.
/// Throws (which fails a test) if the store cannot be read.
std::string dump_store(const std::filesystem::path& store, DumpScope scope = DumpScope::kAll);

/// The first lines in which two dumps differ, for a test's message; empty if they are equal.
std::string first_difference(const std::string& expected, const std::string& actual);

}  // namespace headwater::testing
