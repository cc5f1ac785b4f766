#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

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
    SUBCASE("a stop request ends the encoding") {
        std::stop_source source;
        source.request_stop();
        const auto stopped = segmenter.embed(discPicture(size), source.get_token());
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().code == ErrorCode::Cancelled);
    }
}
