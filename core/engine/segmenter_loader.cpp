#include <fstream>

#include "core/base/sha256.h"
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

Result<std::string> hashOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20);
    Sha256 hash;
    while (stream.read(block.data(), static_cast<std::streamsize>(block.size())), stream.gcount() > 0)
        hash.add(std::string_view(block.data(), static_cast<std::size_t>(stream.gcount())));
    if (!stream.eof()) return fail(ErrorCode::FileUnreadable, file.string(), "cannot read it to its end");
    return hash.hexDigest();
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
            auto hash = hashOf(*request.weights);
            if (!hash) return fail(hash.error());
            content = std::move(*hash);
        }
        return LoadedSegmenter{std::move(*segmenter), nameOf(request.variant) + " " + content, (*networks)->version()};
    };
}

} // namespace soundmask
