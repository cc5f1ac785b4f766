#include <doctest/doctest.h>

#include "core/nn/networks.h"

using namespace soundmask;

TEST_CASE("the library of networks opens and says what it runs on") {
    nn::prepareProcess();
    const auto networks = nn::openNetworks();
    REQUIRE_MESSAGE(networks, networks.error().toString());
    CHECK((*networks)->version().starts_with("LibTorch 2."));
    CHECK(*nn::openNetworks() == *networks);
}
