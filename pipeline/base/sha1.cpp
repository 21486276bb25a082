#include "base/sha1.h"

#include <openssl/evp.h>

#include <cstdlib>
#include <memory>

namespace headwater {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

Sha1Digest sha1(std::string_view data) {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  Sha1Digest digest;
  // Can only fail when memory or the crypto library itself is gone: nothing can go on then.
  if (context == nullptr || EVP_DigestInit_ex2(context.get(), method, nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), data.data(), data.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
    std::abort();
  }
  return digest;
}

}  // namespace headwater
