// Writes the corpus of the benchmarks: make_corpus N FILE.jsonl, or make_corpus N FOLDER for one
// plain-text file an article.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "support/news_corpus.h"

namespace {

namespace fs = std::filesystem;
using headwater::testing::NewsCorpus;

bool write_lines(const NewsCorpus& corpus, std::uint64_t count, const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  for (std::uint64_t number = 0; number < count; ++number) out << corpus.json_line(number) << '\n';
  return static_cast<bool>(out.flush());
}

// A thousand files a folder: larger ones are slow to list.
bool write_files(const NewsCorpus& corpus, std::uint64_t count, const fs::path& root) {
  for (std::uint64_t number = 0; number < count; ++number) {
    const fs::path folder = root / std::to_string(number / 1000);
    if (number % 1000 == 0) fs::create_directories(folder);
    std::ofstream out(folder / (std::to_string(number) + ".txt"), std::ios::binary);
    out << corpus.plain_text(number);
    if (!out.flush()) return false;
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: make_corpus N FILE.jsonl|FOLDER\n";
    return 2;
  }
  const std::uint64_t articles = std::strtoull(arguments[1], nullptr, 10);
  const fs::path target = arguments[2];
  const bool written = target.extension() == ".jsonl" ? write_lines(NewsCorpus(), articles, target)
                                                      : write_files(NewsCorpus(), articles, target);
  if (!written) std::cerr << "make_corpus: cannot write " << target << '\n';
  return written ? 0 : 1;
}
