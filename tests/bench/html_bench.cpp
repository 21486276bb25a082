#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "bench/sample_pages.h"
#include "html/find_byte.h"
#include "html/tree.h"
#include "stages/extract/page_charset.h"
#include "stages/extract/visible_text.h"

/// How fast pages become tokens and trees: bytes of HTML a second of CPU time, over pages of
/// web sites.
namespace headwater {
namespace {

/// Runs `read` on every page.
template <class Read>
void run_over_pages(benchmark::State& state, Read read) {
  const std::vector<std::string>& pages = testing::sample_pages();
  std::int64_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& page : pages) {
      read(page);
      bytes += static_cast<std::int64_t>(page.size());
    }
  }
  state.SetBytesProcessed(bytes);
  state.SetLabel(testing::sample_pages_label());
  state.counters["us/page"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(pages.size()) * 1e-6,
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// What finding every "<" costs, the least that any parser has to do: a measure for the others.
void find_less_than(benchmark::State& state) {
  run_over_pages(state, [](std::string_view page) {
    std::size_t hits = 0;
    for (std::size_t at = 0; at < page.size(); ++at, ++hits) at = html::find_byte(page, at, '<');
    benchmark::DoNotOptimize(hits);
  });
}
BENCHMARK(find_less_than)->Unit(benchmark::kMillisecond);

void tokenize(benchmark::State& state) {
  HtmlTokenizer tokenizer;
  run_over_pages(state, [&tokenizer](std::string_view page) {
    tokenizer.start(page);
    while (true) {
      const HtmlToken& token = tokenizer.next();
      if (token.kind == HtmlTokenKind::kEnd) break;
      if (token.kind == HtmlTokenKind::kStartTag) {
        tokenizer.enter(content_of(token.tag), tag_name(token.tag));
      }
    }
    benchmark::DoNotOptimize(tokenizer.attributes().size());
  });
}
BENCHMARK(tokenize)->Unit(benchmark::kMillisecond);

void make_tree(benchmark::State& state) {
  HtmlTree tree;
  run_over_pages(state, [&tree](std::string_view page) {
    tree.parse(page);
    benchmark::DoNotOptimize(tree.nodes().size());
  });
}
BENCHMARK(make_tree)->Unit(benchmark::kMillisecond);

/// A tree and all text in it with its map: what make_tree takes, and the walk.
void make_visible_text(benchmark::State& state) {
  HtmlPage html;
  VisibleText visible;
  run_over_pages(state, [&](std::string_view page) {
    html.bytes = page;
    html.tree.parse(page);
    html.decoder.start(Encoding::kUtf8);
    visible.read(html);
    benchmark::DoNotOptimize(visible.text().size());
  });
}
BENCHMARK(make_visible_text)->Unit(benchmark::kMillisecond);

void choose_charset(benchmark::State& state) {
  const Article article;
  run_over_pages(state, [&article](std::string_view page) {
    benchmark::DoNotOptimize(choose_page_charset(article, page).encoding);
  });
}
BENCHMARK(choose_charset)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headwater
