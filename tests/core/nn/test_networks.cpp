#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include "core/nn/networks.h"

using namespace soundmask;
using nn::SamVariant;

namespace {

nn::Networks& networks() {
    nn::prepareProcess();
    const auto opened = nn::openNetworks();
    REQUIRE_MESSAGE(opened, opened.error().toString());
    return **opened;
}

/// A bright disc on a dark ramp.
Image discPicture(Size size) {
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const int dx = x - size.width / 2, dy = y - size.height / 2, radius = size.height / 4;
            const bool is_inside = dx * dx + dy * dy < radius * radius;
            for (int c = 0; c < Image::kChannels; ++c)
                image.row(y)[x * Image::kChannels + c] =
                    static_cast<std::uint8_t>(is_inside ? 230 - 40 * c : x * 60 / size.width);
        }
    }
    return image;
}

nn::MaskPrompt click(double x, double y) {
    nn::MaskPrompt prompt;
    prompt.points.push_back({{x, y}, true});
    return prompt;
}

using MaskPrompts = std::vector<nn::MaskPrompt>;

/// Equal to the last bit.
bool haveSameAnswers(const std::vector<std::vector<nn::MaskCandidate>>& a,
                     const std::vector<std::vector<nn::MaskCandidate>>& b) {
    return std::ranges::equal(a, b, [](const auto& some, const auto& others) {
        return std::ranges::equal(some, others, [](const nn::MaskCandidate& one, const nn::MaskCandidate& other) {
            return one.mask == other.mask && one.predicted_iou == other.predicted_iou &&
                   one.low_res_logits.values == other.low_res_logits.values;
        });
    });
}

} // namespace

TEST_CASE("the library of networks opens and says what it runs on") {
    CHECK(networks().version().starts_with("LibTorch 2."));
    CHECK(*nn::openNetworks() == *nn::openNetworks());
}

TEST_CASE("every SAM runs on the device without elements") {
    for (const SamVariant variant : {SamVariant::VitB, SamVariant::VitL, SamVariant::VitH, SamVariant::Mobile}) {
        CAPTURE(static_cast<int>(variant));
        const auto outline = networks().outlineSegmenter(variant);
        REQUIRE_MESSAGE(outline, outline.error().toString());
        CHECK(outline->outputs.at("image_embedding") == std::vector<std::int64_t>{1, 256, 64, 64});
        CHECK(outline->outputs.at("masks") == std::vector<std::int64_t>{1, 3, 256, 256});
        CHECK(outline->outputs.at("iou") == std::vector<std::int64_t>{1, 3});
    }
}

TEST_CASE("outlines count the parameters of the papers") {
    const auto floats = [](SamVariant variant) {
        const auto outline = networks().outlineSegmenter(variant);
        REQUIRE_MESSAGE(outline, outline.error().toString());
        std::int64_t sum = 0;
        for (const auto& tensor : outline->parameters) {
            if (!tensor.is_floating) continue;
            std::int64_t count = 1;
            for (const auto size : tensor.shape)
                count *= size;
            sum += count;
        }
        return sum;
    };
    constexpr std::int64_t kGaussianMatrix = 2 * 128; // a buffer, which the papers do not count
    constexpr std::int64_t kDecoders = 4058340 + 6220 + kGaussianMatrix;
    CHECK(floats(SamVariant::VitB) == 89670912 + kDecoders);
    CHECK(floats(SamVariant::VitL) == 308278272 + kDecoders);
    CHECK(floats(SamVariant::VitH) == 637026048 + kDecoders);
}

TEST_CASE("a weight file of another network is refused by name") {
    const auto missing = networks().loadSegmenter({SamVariant::Mobile, "no/such/file.pth"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::FileNotFound);
    CHECK(missing.error().toString().find("file.pth") != std::string::npos);
}

TEST_CASE("each kind of network gives the reference's numbers that are part of the library") {
    using nn::SelfTestFamily;
    for (const auto family : {SelfTestFamily::Sam, SelfTestFamily::MobileSam, SelfTestFamily::AudioClip}) {
        CAPTURE(static_cast<int>(family));
        const auto outcome = networks().testArithmetic(family, {});
        REQUIRE_MESSAGE(outcome, outcome.error().toString());
        CHECK_MESSAGE(outcome->verdict == nn::GoldenOutcome::Verdict::Passed, outcome->detail);
        CHECK(outcome->detail.find("of its limit") != std::string::npos); // something was compared
    }
    std::stop_source source;
    source.request_stop();
    const auto stopped = networks().testArithmetic(SelfTestFamily::MobileSam, source.get_token());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Cancelled);
}

TEST_CASE("without a graphics card networks are not loaded for one") {
    if (networks().cardCount() > 0) return; // this machine has one
    nn::SegmenterRequest request;
    request.compute.card = 0;
    const auto refused = networks().loadSegmenter(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidValue);
}

TEST_CASE("an encoder in a hurry leaves out the blocks it has no time for") {
    const Image picture = discPicture({160, 120});
    using namespace std::chrono_literals;
    const auto vit = networks().loadSegmenter({SamVariant::VitB, {}, {}});
    REQUIRE(vit);
    const auto hurried = (*vit)->embedWithin(0ms, picture, {});
    REQUIRE(hurried);
    CHECK(hurried->blocks_left_out == 12);
    const auto answers = (*vit)->predict(*hurried->embedding, MaskPrompts{click(80, 60)}, true);
    REQUIRE(answers);
    CHECK(answers->front().size() == 3);
    const auto mobile = networks().loadSegmenter({SamVariant::Mobile, {}, {}});
    REQUIRE(mobile);
    const auto whole = (*mobile)->embedWithin(0ms, picture, {});
    REQUIRE(whole);
    CHECK(whole->blocks_left_out == 0);
    CHECK(whole->embedding->values() == (*mobile)->embed(picture, {}).value()->values());
}

TEST_CASE("what segments everything stops within a batch of points") {
    const auto loaded = networks().loadSegmenter({SamVariant::Mobile, std::nullopt});
    REQUIRE_MESSAGE(loaded, loaded.error().toString());
    nn::AutomaticMaskOptions options;
    options.points_per_side = 8; // 64 points, two batches
    options.points_per_batch = 43;
    options.pred_iou_thresh = options.stability_score_thresh = 0.0;
    std::stop_source stop;
    std::vector<double> steps;
    const auto stopAt = [&](std::size_t point) {
        return [&, point](const Progress& step) {
            steps.push_back(step.fraction);
            if (steps.size() == point) stop.request_stop();
        };
    };
    const Image picture = discPicture({160, 90});
    SUBCASE("at the first point") {
        const auto stopped = (*loaded)->segmentEverything(picture, options, stopAt(1), stop.get_token());
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == ErrorCode::Cancelled);
        CHECK(steps == std::vector<double>{1.0 / 64.0});
    }
    SUBCASE("at the end of a batch, before the next") {
        CHECK_FALSE((*loaded)->segmentEverything(picture, options, stopAt(43), stop.get_token()));
        CHECK(steps.size() == 43);
        CHECK(std::ranges::is_sorted(steps));
    }
    SUBCASE("at the very last point") {
        CHECK_FALSE((*loaded)->segmentEverything(picture, options, stopAt(64), stop.get_token()));
        CHECK(steps.size() == 64);
        CHECK(steps.back() == 1.0);
    }
}

TEST_CASE("MobileSAM answers prompts") {
    const auto loaded = networks().loadSegmenter({SamVariant::Mobile, std::nullopt});
    REQUIRE_MESSAGE(loaded, loaded.error().toString());
    nn::PromptableSegmenter& segmenter = **loaded;
    const Size size{160, 90};
    const auto embedding = segmenter.embed(discPicture(size), {});
    REQUIRE_MESSAGE(embedding, embedding.error().toString());
    CHECK((*embedding)->imageSize() == size);

    SUBCASE("three candidates of the picture's size, or one") {
        const std::vector<nn::MaskPrompt> prompts{click(80, 45)};
        const auto several = segmenter.predict(**embedding, prompts, true);
        const auto single = segmenter.predict(**embedding, prompts, false);
        REQUIRE(several);
        REQUIRE(single);
        REQUIRE(several->front().size() == 3);
        CHECK(single->front().size() == 1);
        CHECK(several->front()[0].mask.size() == size);
        CHECK(several->front()[0].low_res_logits.size == Size{256, 256});
    }
    SUBCASE("a batch answers as one prompt after the other, whatever its form") {
        std::vector<nn::MaskPrompt> prompts{click(80, 45), click(10, 10), click(30, 60)};
        prompts[1].box_in_video = BoxF{4, 4, 60, 70};
        const auto together = segmenter.predict(**embedding, prompts, true);
        REQUIRE(together);
        REQUIRE(together->size() == prompts.size());
        for (std::size_t i = 0; i < prompts.size(); ++i) {
            const auto alone = segmenter.predict(**embedding, std::span(prompts).subspan(i, 1), true);
            REQUIRE(alone);
            CHECK((*together)[i][1].predicted_iou == doctest::Approx(alone->front()[1].predicted_iou).epsilon(1e-5));
        }
    }
    SUBCASE("an answer refines the next one") {
        nn::MaskPrompt prompt = click(80, 45);
        const auto first = segmenter.predict(**embedding, std::vector{prompt}, true);
        REQUIRE(first);
        prompt.mask_logits = first->front()[0].low_res_logits;
        const auto refined = segmenter.predict(**embedding, std::vector{prompt}, true);
        REQUIRE(refined);
        CHECK(refined->front()[0].predicted_iou != first->front()[0].predicted_iou);
    }
    SUBCASE("stored values give the same answers") {
        const auto values = (*embedding)->values();
        const auto restored = segmenter.restore(size, values);
        REQUIRE(restored);
        const std::vector<nn::MaskPrompt> prompts{click(80, 45)};
        CHECK(segmenter.predict(**restored, prompts, true)->front()[2].mask ==
              segmenter.predict(**embedding, prompts, true)->front()[2].mask);
        CHECK_FALSE(segmenter.restore(size, std::span(values).first(5)));
    }
    SUBCASE("what cannot be answered is an error") {
        CHECK_FALSE(segmenter.predict(**embedding, std::vector<nn::MaskPrompt>(1), true));
        nn::MaskPrompt wrong = click(1, 1);
        wrong.mask_logits = FloatMap({8, 8});
        CHECK_FALSE(segmenter.predict(**embedding, std::vector{wrong}, true));
        const auto thin = segmenter.embed(Image({5000, 1}), {});
        REQUIRE_FALSE(thin);
        CHECK(thin.error().code == ErrorCode::InvalidValue);
    }
    SUBCASE("several threads use one network at once and get the answers that one alone gets") {
        const std::vector<MaskPrompts> questions{{click(80, 45)}, {click(10, 10), click(120, 70)}};
        using Answers = std::vector<std::vector<nn::MaskCandidate>>;
        std::vector<Answers> alone;
        for (const auto& prompts : questions)
            alone.push_back(segmenter.predict(**embedding, prompts, true).value());
        constexpr int kRounds = 10;
        std::vector<int> differences(questions.size(), 0);
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < questions.size(); ++i) {
                threads.emplace_back([&, i] {
                    for (int round = 0; round < kRounds; ++round) {
                        const auto answers = segmenter.predict(**embedding, questions[i], true);
                        if (!answers || !haveSameAnswers(*answers, alone[i])) ++differences[i];
                    }
                });
            }
            threads.emplace_back([&] {
                const auto again = segmenter.embed(discPicture(size), {});
                if (!again || (*again)->values() != (*embedding)->values()) ++differences[0];
            });
        }
        CHECK(differences == std::vector<int>(questions.size(), 0));
    }
    SUBCASE("a stop request ends the encoding") {
        std::stop_source source;
        source.request_stop();
        const auto stopped = segmenter.embed(discPicture(size), source.get_token());
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == ErrorCode::Cancelled);
    }
}
