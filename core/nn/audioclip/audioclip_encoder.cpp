#include "core/nn/audioclip/audioclip_encoder.h"

#include <ATen/ATen.h>

#include "core/nn/audioclip/audioclip_file.h"
#include "core/nn/audioclip/picture_input.h"
#include "core/nn/common/boundary.h"
#include "core/nn/common/image_tensors.h"

namespace soundmask::nn {

namespace {

const char* const kSubject = "AudioCLIP";

std::vector<UnitVector> unitVectors(const at::Tensor& rows) {
    const at::Tensor plain = unitRows(rows).contiguous(); // B x D
    std::vector<UnitVector> vectors;
    for (std::int64_t i = 0; i < plain.size(0); ++i) {
        const float* first = plain[i].const_data_ptr<float>();
        vectors.emplace_back(first, first + plain.size(1));
    }
    return vectors;
}

/// Equally long lists as rows. Throws std::invalid_argument.
at::Tensor rowsOf(std::span<const std::vector<float>> lists, const char* what) {
    const std::size_t length = lists.front().size();
    at::Tensor rows = at::empty({static_cast<std::int64_t>(lists.size()), static_cast<std::int64_t>(length)});
    float* out = rows.mutable_data_ptr<float>();
    for (const auto& list : lists) {
        if (list.empty() || list.size() != length) throw std::invalid_argument(what);
        out = std::copy(list.begin(), list.end(), out);
    }
    return rows;
}

} // namespace

Result<std::unique_ptr<AudioVisualEncoder>> AudioClipEncoder::load(const AudioClipRequest& request) {
    const AudioClipConfig config;
    if (!request.weights) {
        FillParameters source(FillFamily::AudioClip);
        return std::make_unique<AudioClipEncoder>(AudioClip(Scope(source), config));
    }
    const auto file = openCheckpoint(*request.weights);
    if (!file) return fail(file.error());
    const auto kind = identifyAudioClip(*file, config);
    if (!kind) return fail(kind.error());
    if (*kind != AudioClipFile::Whole) {
        const std::string part = *kind == AudioClipFile::Sound ? "sounds" : "pictures and texts";
        return fail(ErrorCode::ShapeMismatch, request.weights->string(),
                    "it holds AudioCLIP's side for " + part + " only; give AudioCLIP-Full-Training.pt, which has all");
    }
    return std::make_unique<AudioClipEncoder>(wholeFrom(*file, config));
}

Result<std::vector<UnitVector>> AudioClipEncoder::embedSounds(std::span<const std::vector<float>> sounds,
                                                              std::stop_token stop) {
    return atBoundary(kSubject, [&]() -> Result<std::vector<UnitVector>> {
        if (sounds.empty()) return std::vector<UnitVector>();
        const at::Tensor samples =
            rowsOf(sounds, "sounds must be equally long and not empty").unsqueeze(1); // B x 1 x L
        return unitVectors(m_network.audio(samples, {.stop = stop, .tap = {}}));
    });
}

Result<std::vector<UnitVector>> AudioClipEncoder::embedPictures(std::span<const Image> pictures, PictureFit fit,
                                                                std::stop_token stop) {
    return atBoundary(kSubject, [&]() -> Result<std::vector<UnitVector>> {
        if (pictures.empty()) return std::vector<UnitVector>();
        std::vector<at::Tensor> batch;
        for (const Image& picture : pictures)
            batch.push_back(pictureInput(picture, fit, kPictureSide));
        const at::Tensor images = normalizedImages(at::stack(batch)); // B x 3 x 224 x 224
        return unitVectors(m_network.visual(images, PoolAttention::QueryKey, {.stop = stop, .tap = {}}).global);
    });
}

Result<std::vector<FloatMap>> AudioClipEncoder::similarity(std::span<const Image> pictures,
                                                           std::span<const UnitVector> sounds, PlaceAttention attention,
                                                           std::stop_token stop) {
    return atBoundary(kSubject, [&]() -> Result<std::vector<FloatMap>> {
        if (pictures.empty()) return std::vector<FloatMap>();
        const bool fits = sounds.size() == pictures.size() &&
                          static_cast<std::int64_t>(sounds.front().size()) == m_network.config.embed_dim;
        if (!fits) return fail(ErrorCode::ShapeMismatch, kSubject, "each picture needs one sound of this network");
        std::vector<at::Tensor> batch;
        for (const Image& picture : pictures) {
            if (picture.size() != Size{kPictureSide, kPictureSide})
                throw std::invalid_argument("pictures must be 224 pixels wide and high");
            batch.push_back(pixelsOf(picture));
        }
        const auto pool = attention == PlaceAttention::Surgery ? PoolAttention::ValueValue : PoolAttention::QueryKey;
        const at::Tensor places =
            m_network.visual(normalizedImages(at::stack(batch)), pool, {.stop = stop, .tap = {}}).maps.back();
        const at::Tensor cosines = soundSimilarity(rowsOf(sounds, "sounds of different networks"), places); // B x 7 x 7
        std::vector<FloatMap> maps;
        for (std::int64_t i = 0; i < cosines.size(0); ++i)
            maps.push_back(mapOf(cosines[i]));
        return maps;
    });
}

} // namespace soundmask::nn
