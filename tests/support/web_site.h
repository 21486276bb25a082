#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.h"
#include "support/temp_dir.h"

namespace headwater::testing {

/// A line of the server's log.
struct LoggedRequest {
  double began = 0;  ///< Seconds since 1970, to the millisecond.
  double ended = 0;
  std::string host;    ///< Address that was asked: "127.0.1.7".
  std::string target;  ///< "/feed.xml"
  int status = 0;
};

/// An entry of a feed that a site publishes.
struct PublishedEntry {
  std::string guid;
  std::string path;  ///< Of its page on the same host: "/news/1.html".
  std::string title;
  std::string published;  ///< As RFC 822 has it; may be empty.
};

/// Many web sites on loopback, served by a real nginx from a folder: host number n (from 1) is
/// 127.0.1.n, from 251 on 127.0.2.1 and so on, all on one free port. Goes with its server.
class WebSites {
 public:
  static constexpr int kHostsANet = 250;

  /// False where nginx is not installed: tests skip themselves.
  static bool available();
  /// Starts the server for `hosts` hosts (1 to 5,000) and waits until it answers.
  explicit WebSites(int hosts);
  ~WebSites();
  WebSites(const WebSites&) = delete;
  WebSites& operator=(const WebSites&) = delete;

  /// "http://127.0.1.7:1234" and `path`.
  std::string uri(int host, std::string_view path) const;
  /// Replaces what stands at `path` of a host, at once.
  void publish(int host, std::string_view path, std::string_view content) const;
  void withdraw(int host, std::string_view path) const;
  /// A page with an article of its own title and text.
  void publish_article(int host, std::string_view path, std::string_view title,
                       std::string_view text) const;
  /// An RSS feed of `entries`.
  void publish_feed(int host, std::string_view path,
                    const std::vector<PublishedEntry>& entries) const;
  /// What was asked since the start, in order of ending.
  std::vector<LoggedRequest> log() const;

 private:
  std::filesystem::path file(int host, std::string_view path) const;

  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Process> server_;
};

}  // namespace headwater::testing
