#include "base/url_key.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/domain.h"
#include "base/normal_url.h"
#include "base/url.h"

namespace headwater {
namespace {

/// Parameters that trackers add to links, by their makers' documentation. A name ends in '*' where
/// all that begin so are meant.
constexpr std::array<std::string_view, 26> kTracking = {
    "utm_*",   "fbclid",     "gclid",  "gclsrc",    "dclid",      "gbraid", "wbraid",
    "msclkid", "twclid",     "ttclid", "li_fat_id", "igshid",     "igsh",   "yclid",
    "ysclid",  "mc_cid",     "mc_eid", "mkt_tok",   "_hsenc",     "_hsmi",  "hsa_*",
    "vero_id", "oly_enc_id", "s_cid",  "cmpid",     "at_campaign"};

bool is_tracking(std::string_view name) {
  return std::any_of(kTracking.begin(), kTracking.end(), [&](std::string_view known) {
    if (!known.ends_with('*')) return name == known;
    known.remove_suffix(1);
    return name.starts_with(known);
  });
}

std::string_view without_label(std::string_view host) {
  for (const std::string_view label : {"www.", "m.", "mobile.", "amp."}) {
    if (!host.starts_with(label)) continue;
    // Of "m.example" and "amp.co.uk" nothing would be left but a public suffix.
    const std::string_view rest = host.substr(label.size());
    if (registrable_domain(rest)) return rest;
  }
  return host;
}

/// "www.m.kelpbay.example" has two of them.
std::string_view plain_host(std::string_view host) {
  for (std::string_view shorter = without_label(host); shorter.size() < host.size();
       shorter = without_label(host)) {
    host = shorter;
  }
  return host;
}

std::string plain_query(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    if (!is_tracking(part.substr(0, part.find('=')))) {
      out += out.empty() ? '?' : '&';
      out += part;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return out;
}

}  // namespace

std::string article_url_key(std::string_view uri) {
  std::optional<Url> url = parse_url(uri);
  if (!url || !url->is_http()) return std::string(uri);
  url = normal_url(*std::move(url));
  std::string key(plain_host(url->host->text));
  if (url->port) key += ":" + std::to_string(*url->port);
  std::string rest = url->path;
  while (rest.size() > 1 && rest.ends_with('/')) rest.pop_back();
  if (url->query) rest += plain_query(*url->query);
  return key + rest;
}

}  // namespace headwater
