#include "support/certificate_authority.h"

#include <stdexcept>
#include <utility>

#include "support/process.h"

namespace headwater::testing {
namespace {

void openssl(std::vector<std::string> arguments) {
  const ProcessResult result =
      run({.program = "/usr/bin/openssl", .arguments = std::move(arguments)});
  if (result.exit_code != 0) throw std::runtime_error("openssl: " + result.err);
}

}  // namespace

CertificateAuthority::CertificateAuthority() {
  openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
           "-keyout", path("ca.key"), "-out", path("ca.pem"), "-days", "2", "-subj",
           "/CN=Authority of a test"});
}

ServerIdentity CertificateAuthority::issue(const std::string& host, const std::string& days) const {
  openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
           path("leaf.key"), "-out", path("leaf.csr"), "-subj", "/CN=server", "-addext",
           "subjectAltName=DNS:" + host});
  openssl({"x509", "-req", "-in", path("leaf.csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"),
           "-days", days, "-copy_extensions", "copy", "-out", path("leaf.pem")});
  return {path("leaf.pem"), path("leaf.key")};
}

}  // namespace headwater::testing
