#pragma once

#include <string>
#include <vector>

#include "support/http_server.h"
#include "support/temp_dir.h"

namespace headwater::testing {

/// Makes certificates for one test, by an authority that is made with them. Throws where openssl
/// does not do as it is told.
class CertificateAuthority {
 public:
  CertificateAuthority();
  /// Its own certificate, in PEM.
  std::string file() const { return path("ca.pem"); }
  /// A certificate for `host` that ends in `days`, "-1" for yesterday. Its files are replaced by
  /// those of the next one.
  ServerIdentity issue(const std::string& host, const std::string& days) const;

 private:
  std::string path(const char* name) const { return (folder_ / name).string(); }
  TempDir folder_;
};

}  // namespace headwater::testing
