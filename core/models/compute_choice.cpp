#include "core/models/compute_choice.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace soundmask {

namespace {

using nn::Compute;
using nn::Precision;

struct PrecisionWord {
    Precision precision;
    const char* word;
};
constexpr PrecisionWord kPrecisions[]{{Precision::Fp32, "fp32"}, {Precision::Fp16, "fp16"}, {Precision::Bf16, "bf16"}};

constexpr std::string_view kCardPrefix = "cuda:";

/// N of "cuda:N".
std::optional<int> cardOf(std::string_view device) {
    int card = 0;
    if (!device.starts_with(kCardPrefix)) return std::nullopt;
    device.remove_prefix(kCardPrefix.size());
    const auto [end, failed] = std::from_chars(device.data(), device.data() + device.size(), card);
    if (failed != std::errc() || end != device.data() + device.size() || card < 0) return std::nullopt;
    return card;
}

} // namespace

Result<Compute> resolveCompute(const ComputeChoice& choice, int cards) {
    Compute compute;
    const auto precision = std::ranges::find(kPrecisions, choice.precision, &PrecisionWord::word);
    if (precision == std::end(kPrecisions))
        return fail(ErrorCode::UnknownName, "precision=" + choice.precision, "it can be fp32, fp16 or bf16");
    compute.precision = precision->precision;
    if (choice.device == "auto") {
        if (cards > 0) compute.card = 0;
    } else if (const auto card = cardOf(choice.device)) {
        if (*card >= cards)
            return fail(ErrorCode::InvalidValue, "device=" + choice.device,
                        cards == 0 ? "no graphics card that networks can run on was found; choose auto or cpu"
                                   : "there is no graphics card of this number; choose auto or cpu");
        compute.card = *card;
    } else if (choice.device != "cpu") {
        return fail(ErrorCode::UnknownName, "device=" + choice.device, "it can be auto, cpu or cuda:N");
    }
    if (compute.isProcessor() && compute.precision != Precision::Fp32)
        return fail(ErrorCode::InvalidValue, "precision=" + choice.precision,
                    "16-bit numbers are for graphics cards, processors gain nothing by them; choose fp32");
    return compute;
}

std::string deviceName(const Compute& compute) {
    return compute.isProcessor() ? "cpu" : std::string(kCardPrefix) + std::to_string(compute.card);
}

std::string precisionName(const Compute& compute) {
    return std::ranges::find(kPrecisions, compute.precision, &PrecisionWord::precision)->word;
}

} // namespace soundmask
