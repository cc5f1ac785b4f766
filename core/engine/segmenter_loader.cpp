#include "core/base/file_digest.h"
#include "core/engine/segmentation_session.h"
#include "core/nn/networks.h"

namespace soundmask {

namespace {

std::string nameOf(nn::SamVariant variant) {
    switch (variant) {
    case nn::SamVariant::VitB:
        return "vit_b";
    case nn::SamVariant::VitL:
        return "vit_l";
    case nn::SamVariant::VitH:
        return "vit_h";
    case nn::SamVariant::Mobile:
        break;
    }
    return "vit_t";
}

} // namespace

SegmenterLoader standardSegmenterLoader() {
    return [](const nn::SegmenterRequest& request) -> Result<LoadedSegmenter> {
        const auto networks = nn::openNetworks();
        if (!networks) return fail(networks.error());
        auto segmenter = (*networks)->loadSegmenter(request);
        if (!segmenter) return fail(segmenter.error());
        std::string content = "test weights";
        if (request.weights) {
            auto hash = fileDigest(*request.weights, {}, {});
            if (!hash) return fail(hash.error());
            content = std::move(*hash);
        }
        return LoadedSegmenter{std::move(*segmenter), nameOf(request.variant) + " " + content, (*networks)->version()};
    };
}

} // namespace soundmask
