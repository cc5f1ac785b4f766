#include "core/nn/golden/sam_run.h"

#include <ATen/ATen.h>

#include "core/nn/common/pillow_resize.h"

namespace soundmask::nn {

namespace {

at::Tensor tensorOf(const nlohmann::json& numbers, at::ScalarType type, std::initializer_list<std::int64_t> shape) {
    std::vector<double> flat;
    const std::function<void(const nlohmann::json&)> collect = [&](const nlohmann::json& value) {
        if (!value.is_array()) return flat.push_back(value.get<double>());
        for (const auto& item : value)
            collect(item);
    };
    collect(numbers);
    return at::from_blob(flat.data(), {static_cast<std::int64_t>(flat.size())}, at::kDouble)
        .to(type, false, true)
        .view(shape);
}

/// predict() scales coordinates as doubles, its batched form as floats.
PromptTensors promptTensors(const GoldenPrompt& prompt, Size image, Size resized) {
    const auto& p = prompt.description;
    const bool is_batched = p.value("batched", false);
    const at::ScalarType type = is_batched ? at::kFloat : at::kDouble;
    PromptTensors tensors;
    if (p.contains("point_coords")) {
        const auto& coords = p.at("point_coords");
        const auto batch = static_cast<std::int64_t>(is_batched ? coords.size() : 1);
        tensors.points = inputFromImage(tensorOf(coords, type, {batch, -1, 2}), image, resized).to(at::kFloat);
        tensors.labels = tensorOf(p.at("point_labels"), at::kInt, {batch, -1});
    }
    if (p.contains("box"))
        tensors.boxes =
            inputFromImage(tensorOf(p.at("box"), type, {-1, 2, 2}), image, resized).to(at::kFloat).view({-1, 4});
    tensors.masks = prompt.mask_input;
    return tensors;
}

/// A source whose hypernetworks' last biases are moved, as the automatic mask cases ask.
class ShiftedFill final : public ParameterSource {
  public:
    explicit ShiftedFill(float shift)
        : m_shift(shift) {}

  private:
    at::Tensor make(const WantedTensor& wanted, const at::Tensor&) override {
        const at::Tensor filled = m_fill.parameter(wanted);
        const bool is_shifted =
            wanted.key.find("output_hypernetworks_mlps") != wanted.key.npos && wanted.key.ends_with("layers.2.bias");
        return is_shifted ? filled + m_shift : filled;
    }

    float m_shift;
    FillParameters m_fill{FillFamily::Sam};
};

} // namespace

void runSamCase(const Sam& sam, const Image& image, const std::vector<GoldenPrompt>& prompts, const GoldenEmit& emit,
                std::stop_token stop) {
    const SamPredictor predictor(sam);
    const SamInput input = predictor.prepare(image);
    Image resized = resizedPillow(image, input.resized);
    emit("resized", at::from_blob(resized.data(), {resized.height(), resized.width(), Image::kChannels}, at::kByte));
    emit("input", input.pixels);
    const auto tap = [&](const std::string& block, const at::Tensor& output) { emit("tap/" + block, output); };
    const at::Tensor embedding = predictor.encode(input, {.stop = stop, .tap = tap});
    emit("image_embedding", embedding);
    emit("dense_pe", sam.prompt_encoder.densePositions());

    const DecoderImage decoder_image = predictor.prepareDecoder(embedding);
    for (const GoldenPrompt& prompt : prompts) {
        if (stop.stop_requested()) throw Cancelled{};
        const PromptTensors tensors = promptTensors(prompt, input.image, input.resized);
        const PromptEmbeddings embedded = sam.prompt_encoder(tensors);
        emit(prompt.id + "/sparse_embeddings", embedded.sparse);
        emit(prompt.id + "/dense_embeddings",
             embedded.dense.expand({tensors.batch(), -1, embedding.size(2), embedding.size(3)}));
        const bool multimask = prompt.description.at("multimask");
        const DecodedMasks decoded = sam.mask_decoder(decoder_image, embedded, multimask);
        const at::Tensor logits = predictor.enlarge(decoded.logits, input.resized, input.image).flatten(0, 1);
        emit(prompt.id + "/iou", prompt.description.value("batched", false) ? decoded.iou : decoded.iou[0]);
        emit(prompt.id + "/low_res_logits", decoded.logits.flatten(0, 1));
        emit(prompt.id + "/logits", logits);
        const std::vector<MaskRle> masks = predictor.masks(decoded.logits, input.resized, input.image);
        at::Tensor dense = at::empty_like(logits, at::kBool);
        for (std::size_t i = 0; i < masks.size(); ++i) {
            const Mask mask = masks[i].toDense();
            std::copy_n(mask.values.data(), mask.values.size(),
                        dense.mutable_data_ptr<bool>() + i * mask.values.size());
        }
        emit(prompt.id + "/masks", dense);
    }
}

SamConfig samConfigFromJson(const nlohmann::json& json) {
    SamConfig config;
    const auto read = [&](const char* key, auto& value) {
        if (json.contains(key)) json.at(key).get_to(value);
    };
    read("img_size", config.image_size);
    read("patch_size", config.patch_size);
    read("embed_dim", config.embed_dim);
    read("depth", config.depth);
    read("num_heads", config.num_heads);
    read("mlp_ratio", config.mlp_ratio);
    read("window_size", config.window_size);
    read("global_attn_indexes", config.global_attn_indexes);
    read("out_chans", config.out_chans);
    read("mask_in_chans", config.mask_in_chans);
    read("decoder_mlp_dim", config.decoder_mlp_dim);
    read("decoder_num_heads", config.decoder_num_heads);
    read("iou_head_hidden_dim", config.iou_head_hidden_dim);
    return config;
}

std::optional<SamConfig> samConfigOf(const std::string& model, const nlohmann::json& config) {
    if (config.is_object()) return samConfigFromJson(config);
    if (model == "sam_vit_b") return SamConfig::vitB();
    if (model == "sam_vit_l") return SamConfig::vitL();
    if (model == "sam_vit_h") return SamConfig::vitH();
    if (model == "mobile_sam") return SamConfig::mobile();
    return std::nullopt;
}

const Sam& SamShelf::get(const SamConfig& config, float bias_shift) {
    std::string key = std::to_string(bias_shift);
    for (const WantedTensor& tensor : samParameters(config))
        key += tensor.key + shapeText(tensor.shape);
    for (const auto index : config.global_attn_indexes)
        key += std::to_string(index) + ",";
    if (key != m_key) {
        m_sam.reset(); // before the next one is made: two of the large ones may not fit
        ShiftedFill source(bias_shift);
        m_sam = std::make_unique<Sam>(Scope(source), config);
        m_key = key;
    }
    return *m_sam;
}

} // namespace soundmask::nn
