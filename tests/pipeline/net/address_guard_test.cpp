#include "net/address_guard.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

bool is_public(const char* address) { return check_address(address, 443).ok(); }

// First and last address of every range, and the public ones beside it.
TEST(AddressGuard, RefusesWhatIsNotPublic) {
  for (const char* address : {"0.0.0.0",
                              "0.255.255.255",
                              "10.0.0.0",
                              "10.255.255.255",
                              "100.64.0.0",
                              "100.127.255.255",
                              "127.0.0.0",
                              "127.0.0.1",
                              "127.255.255.255",
                              "169.254.0.0",
                              "169.254.169.254",
                              "169.254.255.255",
                              "172.16.0.0",
                              "172.31.255.255",
                              "192.0.0.0",
                              "192.0.0.255",
                              "192.0.2.0",
                              "192.0.2.255",
                              "192.88.99.0",
                              "192.88.99.255",
                              "192.168.0.0",
                              "192.168.255.255",
                              "198.18.0.0",
                              "198.19.255.255",
                              "198.51.100.0",
                              "198.51.100.255",
                              "203.0.113.0",
                              "203.0.113.255",
                              "224.0.0.0",
                              "239.255.255.255",
                              "240.0.0.0",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "64:ff9b:1::",
                              "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
                              "100::",
                              "100::ffff",
                              "2001:2::",
                              "2001:2:0:ffff:ffff:ffff:ffff:ffff",
                              "2001:10::1",
                              "2001:2f::1",
                              "2001:db8::",
                              "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                              "3fff::",
                              "3fff:fff::1",
                              "5f00::1",
                              "fc00::",
                              "fdff:ffff::1",
                              "fe80::",
                              "fe80::1%eth0",
                              "febf::1",
                              "fec0::",
                              "feff::1",
                              "ff00::",
                              "ffff::1"}) {
    EXPECT_FALSE(is_public(address)) << address;
  }
}

TEST(AddressGuard, LetsThroughWhatLiesBeside) {
  for (const char* address : {"1.0.0.0",          "9.255.255.255",
                              "11.0.0.0",         "100.63.255.255",
                              "100.128.0.0",      "126.255.255.255",
                              "128.0.0.0",        "169.253.255.255",
                              "169.255.0.0",      "172.15.255.255",
                              "172.32.0.0",       "191.255.255.255",
                              "192.0.1.0",        "192.0.3.0",
                              "192.88.98.255",    "192.88.100.0",
                              "192.167.255.255",  "192.169.0.0",
                              "198.17.255.255",   "198.20.0.0",
                              "198.51.99.255",    "198.51.101.0",
                              "203.0.112.255",    "203.0.114.0",
                              "223.255.255.255",  "2001:4860:4860::8888",
                              "2001:db7:ffff::1", "2001:db9::1",
                              "2a00:1450::1",     "fbff::1"}) {
    EXPECT_TRUE(is_public(address)) << address;
  }
}

TEST(AddressGuard, SeesAddressesInsideOfAddresses) {
  for (const char* address :
       {"::ffff:127.0.0.1", "::ffff:10.1.2.3", "::127.0.0.1", "::ffff:0:192.168.0.1",
        "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:7f00:1::1", "2001:0:808:808::80ff:fffe", "2a00:1450::5efe:10.0.0.1",
        "2a00:1450::200:5efe:7f00:1"}) {
    EXPECT_FALSE(is_public(address)) << address;
  }
  for (const char* address :
       {"::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2a00:1450::5efe:8.8.8.8"}) {
    EXPECT_TRUE(is_public(address)) << address;
  }
}

TEST(AddressGuard, SaysWhatItRefusesAndWhy) {
  const Status loopback = check_address("127.0.0.1", 80);
  ASSERT_FALSE(loopback.ok());
  EXPECT_EQ(loopback.error().code, ErrorCode::kForbiddenAddress);
  EXPECT_EQ(loopback.error().message,
            "127.0.0.1 is a loopback address (127.0.0.0/8); a source may be given leave with "
            "any_address");
  EXPECT_NE(check_address("8.8.8.8", 22).error().message.find("port 22"), std::string::npos);
  EXPECT_FALSE(check_address("kelpbay.example", 80).ok());
  EXPECT_FALSE(check_address("0x7f.1", 80).ok());
}

}  // namespace
}  // namespace headwater
