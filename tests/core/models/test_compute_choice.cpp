#include <doctest/doctest.h>

#include "core/models/compute_choice.h"

using namespace soundmask;
using nn::Compute;
using nn::Precision;

TEST_CASE("networks run on the first graphics card, and on the processor without one") {
    CHECK(resolveCompute({}, 0) == Compute{});
    CHECK(resolveCompute({}, 2) == Compute{0, Precision::Fp32});
    CHECK(resolveCompute({"cpu", "fp32"}, 2) == Compute{});
    CHECK(resolveCompute({"cuda:1", "fp16"}, 2) == Compute{1, Precision::Fp16});
    CHECK(resolveCompute({"auto", "bf16"}, 1) == Compute{0, Precision::Bf16});
}

TEST_CASE("what a machine does not have is refused with what to choose instead") {
    const auto no_card = resolveCompute({"cuda:0", "fp32"}, 0);
    REQUIRE_FALSE(no_card);
    CHECK(no_card.error().code == ErrorCode::InvalidValue);
    CHECK(no_card.error().toString() ==
          "device=cuda:0: no graphics card that networks can run on was found; choose auto or cpu");
    CHECK(resolveCompute({"cuda:2", "fp32"}, 2).error().code == ErrorCode::InvalidValue);
    for (const char* device : {"auto", "cpu"}) {
        const auto half = resolveCompute({device, "fp16"}, 0);
        REQUIRE_FALSE(half);
        CHECK(half.error().reason.ends_with("choose fp32"));
    }
}

TEST_CASE("unknown words of devices and precisions are refused") {
    for (const char* device : {"gpu", "cuda", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", ""})
        CHECK(resolveCompute({device, "fp32"}, 4).error().code == ErrorCode::UnknownName);
    CHECK(resolveCompute({"cpu", "fp64"}, 0).error().code == ErrorCode::UnknownName);
}

TEST_CASE("devices and precisions are called as they are asked for") {
    CHECK(deviceName({}) == "cpu");
    CHECK(deviceName({3, Precision::Fp32}) == "cuda:3");
    CHECK(precisionName({}) == "fp32");
    CHECK(precisionName({0, Precision::Bf16}) == "bf16");
}
