// Writes the corpus of the benchmarks: make_corpus N FILE.jsonl, or make_corpus N FOLDER for one
// plain-text file an article, or make_corpus N FOLDER html for one page each, gzipped.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "archive/gzip.h"
#include "support/news_corpus.h"
#include "support/news_pages.h"

namespace {

namespace fs = std::filesystem;
using headwater::testing::NewsCorpus;
using headwater::testing::NewsPages;

bool write_lines(const NewsCorpus& corpus, std::uint64_t count, const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  for (std::uint64_t number = 0; number < count; ++number) out << corpus.json_line(number) << '\n';
  return static_cast<bool>(out.flush());
}

// A thousand files a folder: larger ones are slow to list. `content` makes the file of a number.
template <class Content>
bool write_files(std::uint64_t count, const fs::path& root, const char* extension,
                 const Content& content) {
  for (std::uint64_t number = 0; number < count; ++number) {
    const fs::path folder = root / std::to_string(number / 1000);
    if (number % 1000 == 0) fs::create_directories(folder);
    std::ofstream out(folder / (std::to_string(number) + extension), std::ios::binary);
    out << content(number);
    if (!out.flush()) return false;
  }
  return true;
}

bool write_texts(std::uint64_t count, const fs::path& root) {
  const NewsCorpus corpus;
  return write_files(count, root, ".txt", [&](auto number) { return corpus.plain_text(number); });
}

bool write_pages(std::uint64_t count, const fs::path& root) {
  const NewsPages pages;
  return write_files(count, root, ".html.gz",
                     [&](auto number) { return headwater::gzip_member(pages.page(number)); });
}

bool write(std::uint64_t count, const fs::path& target, bool html) {
  if (html) return write_pages(count, target);
  if (target.extension() == ".jsonl") return write_lines(NewsCorpus(), count, target);
  return write_texts(count, target);
}

}  // namespace

int main(int count, char** arguments) {
  const bool html = count == 4 && std::string_view(arguments[3]) == "html";
  if (count != 3 && !html) {
    std::cerr << "usage: make_corpus N FILE.jsonl|FOLDER [html]\n";
    return 2;
  }
  const std::uint64_t articles = std::strtoull(arguments[1], nullptr, 10);
  const bool written = write(articles, arguments[2], html);
  if (!written) std::cerr << "make_corpus: cannot write " << arguments[2] << '\n';
  return written ? 0 : 1;
}
