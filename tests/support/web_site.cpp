#include "support/web_site.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

std::string address_of(int host) {
  const int net = (host - 1) / WebSites::kHostsANet;
  return "127.0." + std::to_string(net + 1) + "." +
         std::to_string(host - net * WebSites::kHostsANet);
}

sockaddr_in socket_address(const std::string& address, std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(port);
  ::inet_pton(AF_INET, address.c_str(), &out.sin_addr);
  return out;
}

std::uint16_t free_port() {
  const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = socket_address(address_of(1), 0);
  socklen_t length = sizeof address;
  const bool bound = ::bind(file, reinterpret_cast<const sockaddr*>(&address), length) == 0 &&
                     ::getsockname(file, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  ::close(file);
  if (!bound) throw std::runtime_error("no free port on loopback");
  return ntohs(address.sin_port);
}

bool answers(const std::string& address, std::uint16_t port) {
  const int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in to = socket_address(address, port);
  const bool connected = ::connect(file, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  ::close(file);
  return connected;
}

fs::path server_program() {
  for (const char* place : {"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"}) {
    if (fs::exists(place)) return place;
  }
  return {};
}

std::string configuration(const fs::path& folder, int hosts, std::uint16_t port) {
  std::ostringstream out;
  // A server that is started by root would give its worker to a user who may not read the folder.
  if (::getuid() == 0) out << "user root;\n";
  // The sockets that listen count as connections.
  const int connections = 4096 + hosts;
  out << "daemon off;\nworker_processes 1;\npid " << (folder / "pid").string() << ";\n"
      << "error_log " << (folder / "error.log").string() << ";\n"
      << "worker_rlimit_nofile " << 2 * connections << ";\n"
      << "events { worker_connections " << connections << "; }\nhttp {\n"
      << "  log_format timed '$msec $request_time $server_addr $request_uri $status';\n"
      << "  access_log " << (folder / "access.log").string() << " timed;\n"
      << "  types { text/html html; application/rss+xml xml rss; text/plain txt; }\n"
      << "  keepalive_requests 1000000;\n  keepalive_timeout 30s;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    out << "  " << kind << "_temp_path " << (folder / "temp" / kind).string() << ";\n";
  }
  out << "  server {\n";
  for (int host = 1; host <= hosts; ++host) {
    out << "    listen " << address_of(host) << ":" << port << ";\n";
  }
  out << "    root " << (folder / "sites").string() << "/$server_addr;\n  }\n}\n";
  return out.str();
}

void write_at_once(const fs::path& file, std::string_view content) {
  fs::create_directories(file.parent_path());
  const fs::path fresh = file.string() + ".new";
  std::ofstream(fresh, std::ios::binary) << content;
  fs::rename(fresh, file);
}

}  // namespace

bool WebSites::available() { return !server_program().empty(); }

WebSites::WebSites(int hosts) : port_(free_port()) {
  fs::create_directories(folder_ / "temp");
  folder_.write("nginx.conf", configuration(folder_.path(), hosts, port_));
  Command command;
  command.program = server_program();
  command.arguments = {"-p", folder_.path().string(),
                       "-c", (folder_ / "nginx.conf").string(),
                       "-e", (folder_ / "error.log").string()};
  server_ = std::make_unique<Process>(command);
  const auto deadline = steady_clock::now() + std::chrono::seconds(20);
  while (!answers(address_of(hosts), port_)) {
    if (server_->ended_within(std::chrono::milliseconds(10)) || steady_clock::now() > deadline) {
      throw std::runtime_error("nginx did not start: " + read_file(folder_ / "error.log"));
    }
  }
}

WebSites::~WebSites() {
  server_->send(SIGTERM);
  server_->finish(std::chrono::seconds(20));
}

std::string WebSites::uri(int host, std::string_view path) const {
  return "http://" + address_of(host) + ":" + std::to_string(port_) + std::string(path);
}

fs::path WebSites::file(int host, std::string_view path) const {
  return folder_ / "sites" / address_of(host) / std::string(path.substr(1));
}

void WebSites::publish(int host, std::string_view path, std::string_view content) const {
  write_at_once(file(host, path), content);
}

void WebSites::withdraw(int host, std::string_view path) const { fs::remove(file(host, path)); }

void WebSites::publish_article(int host, std::string_view path, std::string_view title,
                               std::string_view text) const {
  std::ostringstream page;
  page << "<!DOCTYPE html>\n<html lang=\"en\"><head><title>" << title
       << "</title></head>\n<body><nav><a href=\"/\">Home</a></nav><article><h1>" << title
       << "</h1>\n";
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) page << "<p>" << line << "</p>\n";
  page << "</article><footer>All rights reserved</footer></body></html>\n";
  publish(host, path, page.str());
}

void WebSites::publish_feed(int host, std::string_view path,
                            const std::vector<PublishedEntry>& entries) const {
  std::ostringstream feed;
  feed << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Site "
       << host << "</title><link>" << uri(host, "/") << "</link>\n";
  for (const PublishedEntry& entry : entries) {
    feed << "<item><title>" << entry.title << "</title><link>" << uri(host, entry.path)
         << "</link><guid isPermaLink=\"false\">" << entry.guid << "</guid>";
    if (!entry.published.empty()) feed << "<pubDate>" << entry.published << "</pubDate>";
    feed << "</item>\n";
  }
  feed << "</channel></rss>\n";
  publish(host, path, feed.str());
}

std::vector<LoggedRequest> WebSites::log() const {
  std::vector<LoggedRequest> requests;
  std::istringstream lines(read_file(folder_ / "access.log"));
  for (std::string line; std::getline(lines, line);) {
    LoggedRequest request;
    double took = 0;
    std::istringstream fields(line);
    fields >> request.ended >> took >> request.host >> request.target >> request.status;
    request.began = request.ended - took;
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace headwater::testing
