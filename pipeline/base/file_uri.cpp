#include "base/file_uri.h"

#include <filesystem>

#include "base/utf8.h"

namespace headwater {
namespace {

constexpr std::string_view kFileScheme = "file://";

bool is_path_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
         c == '-' || c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
    i += 2;
  }
  return out;
}

}  // namespace

std::string percent_encode_path(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(path.size());
  for (const char c : path) {
    if (is_path_byte(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

std::string absolute_path(std::string_view path) {
  std::error_code error;  // Only the working folder can be missing; then the path stays as it is.
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  std::string out = (error ? std::filesystem::path(path) : absolute).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

std::string file_uri(std::string_view path) {
  return std::string(kFileScheme) + percent_encode_path(path);
}

std::optional<std::string> path_of_file_uri(std::string_view uri) {
  if (!uri.starts_with(kFileScheme)) return std::nullopt;
  uri.remove_prefix(kFileScheme.size());
  if (!uri.starts_with('/')) return std::nullopt;
  return percent_decode(uri.substr(0, uri.find_first_of("#?")));
}

std::string uri_for_display(std::string_view uri) {
  const auto path = path_of_file_uri(uri);
  if (!path) return escape_for_display(uri);
  const std::size_t fragment = uri.find('#');
  const std::string_view rest = fragment == uri.npos ? "" : uri.substr(fragment);
  return escape_for_display(*path + std::string(rest));
}

}  // namespace headwater
