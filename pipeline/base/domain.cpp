#include "base/domain.h"

#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/url.h"

namespace headwater {
namespace {

constexpr std::size_t kLongestHost = 253;    // RFC 1035, section 2.3.4, without the root's dot
constexpr std::size_t kLongestLabel = 63;    // the same
constexpr std::size_t kLongestInput = 1024;  // bytes before normalisation: shrinks to kLongestHost

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_host_character(char c) {
  // The underscore is no part of a host name by RFC 952, but is met in real ones.
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= kLongestLabel &&
         std::all_of(label.begin(), label.end(), is_host_character);
}

bool has_good_labels(std::string_view host) {
  while (true) {
    const std::size_t dot = host.find('.');
    if (!is_label(host.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    host.remove_prefix(dot + 1);
  }
}

/// What UTS #46 finds wrong with a name and the URL Standard does not (VerifyDnsLength and
/// CheckHyphens are false).
constexpr std::uint32_t kForgivenErrors =
    UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG |
    UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

/// ICU's converter, made once: it is immutable and costs more than a conversion. Null if ICU has no
/// data.
const UIDNA* converter() {
  static const std::unique_ptr<UIDNA, void (*)(UIDNA*)> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<UIDNA, void (*)(UIDNA*)>(
        uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII,
                        &status),
        uidna_close);
  }();
  return made.get();
}

/// The "xn--" form of a name with letters beyond ASCII; empty if there is none.
std::string to_ascii_labels(std::string_view host, std::uint32_t forgiven) {
  if (host.size() > kLongestInput || converter() == nullptr) return {};
  UErrorCode status = U_ZERO_ERROR;
  std::array<char, kLongestInput> out{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const int32_t size =
      uidna_nameToASCII_UTF8(converter(), host.data(), static_cast<int32_t>(host.size()),
                             out.data(), static_cast<int32_t>(out.size()), &info, &status);
  const bool failed = U_FAILURE(status) != 0 || size > static_cast<int32_t>(out.size());
  if (failed || (info.errors & ~forgiven) != 0) return {};
  return {out.data(), static_cast<std::size_t>(size)};
}

void lower_ascii(std::string& text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
}

bool is_ipv4(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> normalize_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host.size() > kLongestInput) return std::nullopt;
  std::string name = is_ascii(host) ? std::string(host) : to_ascii_labels(host, 0);
  lower_ascii(name);
  if (name.size() > kLongestHost || !has_good_labels(name)) return std::nullopt;
  return name;
}

std::optional<std::string> domain_to_ascii(std::string_view domain) {
  std::string name =
      is_ascii(domain) ? std::string(domain) : to_ascii_labels(domain, kForgivenErrors);
  lower_ascii(name);
  return name.empty() ? std::nullopt : std::optional(std::move(name));
}

std::optional<std::string> host_of(std::string_view uri) {
  const std::optional<Url> url = parse_url(uri);
  return url && url->host ? normalize_host(url->host->text) : std::nullopt;
}

std::optional<std::string> registrable_domain(std::string_view host) {
  if (is_ipv4(host)) return std::nullopt;
  const std::string name(host);
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? std::nullopt : std::optional<std::string>(domain);
}

bool has_known_suffix(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string top(host.substr(dot + 1));
  return psl_is_public_suffix2(psl_builtin(), top.c_str(), PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) !=
         0;
}

}  // namespace headwater
