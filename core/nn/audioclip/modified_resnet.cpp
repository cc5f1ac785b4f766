#include "core/nn/audioclip/modified_resnet.h"

#include <ATen/ATen.h>

#include <cmath>
#include <stdexcept>

#include "core/nn/common/attention.h"

namespace soundmask::nn {

namespace {

constexpr std::int64_t kExpansion = 4; ///< output channels of a block, in multiples of its planes
constexpr std::int64_t kTotalStride = 32;
constexpr std::int64_t kHeadSize = 64;

PackedConv::MapSize square(std::int64_t side) {
    return {side, side};
}

} // namespace

ClipBottleneck::ClipBottleneck(const Scope& scope, std::int64_t in, std::int64_t planes, std::int64_t stride,
                               std::int64_t side)
    : pools(stride > 1)
    , conv1(scope / "conv1", scope / "bn1", in, planes, {}, square(side))
    , conv2(scope / "conv2", scope / "bn2", planes, planes, {.kernel = 3, .padding = 1}, square(side))
    , conv3(scope / "conv3", scope / "bn3", planes, kExpansion * planes, {}, square(side / stride)) {
    if (pools || in != kExpansion * planes)
        downsample.emplace(scope / "downsample" / 0, scope / "downsample" / 1, in, kExpansion * planes, ConvShape{},
                           square(side / stride));
}

at::Tensor ClipBottleneck::operator()(const at::Tensor& x) const {
    const at::Tensor narrow = conv1.rectified(x);                                          // B x planes x H x W
    const at::Tensor seen = pools ? conv2.rectifiedPool(narrow) : conv2.rectified(narrow); // B x planes x H' x W'
    const at::Tensor shortcut =
        downsample ? (*downsample)(pools ? at::avg_pool2d(x, 2) : x) : x; // B x 4 planes x H' x W'
    return conv3.rectifiedSum(seen, shortcut);                            // B x 4 planes x H' x W'
}

AttentionPool::AttentionPool(const Scope& scope, std::int64_t map_side, std::int64_t dim, std::int64_t num_heads,
                             std::int64_t out)
    : side(map_side)
    , heads(num_heads)
    , positional_embedding(scope("positional_embedding", {1 + map_side * map_side, dim}))
    , k_proj(scope / "k_proj", dim, dim)
    , q_proj(scope / "q_proj", dim, dim)
    , v_proj(scope / "v_proj", dim, dim)
    , c_proj(scope / "c_proj", dim, out) {}

at::Tensor AttentionPool::positionsFor(std::int64_t height, std::int64_t width, PoolAttention attention) const {
    const auto places = height * width;
    const auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(places)));
    if (places == side * side) return positional_embedding; // [1 + HW, dim]
    // The published code spreads the positions over a square of as many places, whatever the form of the map.
    if (attention == PoolAttention::QueryKey || root * root != places)
        throw std::invalid_argument("AudioCLIP has no positions for a map of " + std::to_string(width) + " x " +
                                    std::to_string(height) + " places; resize the picture to a square");
    const at::Tensor grid = positional_embedding.slice(0, 1).t().reshape({1, -1, side, side}); // 1 x dim x side x side
    const at::Tensor spread = at::upsample_bilinear2d(grid, {root, root}, false);              // 1 x dim x root x root
    return at::cat({positional_embedding.slice(0, 0, 1), spread.flatten(2)[0].t()});           // [1 + HW, dim]
}

AttentionPool::Pooled AttentionPool::operator()(const at::Tensor& x, PoolAttention attention) const {
    const auto batch = x.size(0), dim = x.size(1), height = x.size(2), width = x.size(3);
    const at::Tensor places = x.flatten(2).transpose(1, 2);                      // B x HW x dim
    const at::Tensor tokens = at::cat({places.mean(1, true), places}, 1)         // B x T x dim, T = 1 + HW
                                  .add_(positionsFor(height, width, attention)); //
    const auto split = [&](const at::Tensor& projected) {                        // B x T x dim -> B x heads x T x d
        return projected.view({batch, -1, heads, dim / heads}).transpose(1, 2);
    };
    const at::Tensor v = split(v_proj(tokens)); // B x heads x T x d
    const bool is_trained = attention == PoolAttention::QueryKey;
    const at::Tensor attended =
        is_trained ? attend(split(q_proj(tokens)), split(k_proj(tokens)), v) : attend(v, v, v); // B x heads x T x d
    const at::Tensor out = c_proj(attended.transpose(1, 2).reshape({batch, -1, dim}));          // B x T x out
    return {out.select(1, 0), out.slice(1, 1).transpose(1, 2).reshape({batch, -1, height, width})};
}

ModifiedResNet::ModifiedResNet(const Scope& scope, const AudioClipConfig& config)
    : m_conv1(scope / "conv1", scope / "bn1", 3, config.vision_width / 2, {.kernel = 3, .stride = 2, .padding = 1},
              square(config.image_side))
    , m_conv2(scope / "conv2", scope / "bn2", config.vision_width / 2, config.vision_width / 2,
              {.kernel = 3, .padding = 1})
    , m_conv3(scope / "conv3", scope / "bn3", config.vision_width / 2, config.vision_width, {.kernel = 3, .padding = 1})
    , m_attnpool(scope / "attnpool", config.image_side / kTotalStride, 8 * kExpansion * config.vision_width,
                 8 * kExpansion * config.vision_width / kHeadSize, config.embed_dim) {
    std::int64_t in = config.vision_width, side = config.image_side / 4;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const std::int64_t planes = config.vision_width << i;
        const Scope layer = scope / ("layer" + std::to_string(i + 1));
        for (int block = 0; block < config.vision_depths[i]; ++block) {
            const std::int64_t stride = i > 0 && block == 0 ? 2 : 1;
            m_layers[i].emplace_back(layer / block, in, planes, stride, side);
            in = kExpansion * planes;
            side /= stride;
        }
    }
}

ModifiedResNet::Features ModifiedResNet::operator()(const at::Tensor& images, PoolAttention attention,
                                                    const ForwardWatch& watch) const {
    at::Tensor x = m_conv1(images.contiguous(at::MemoryFormat::ChannelsLast)); // B x 32 x H/2 x W/2
    watch.after("stem_bn1", x);
    x = m_conv2.rectified(x.relu_()); // B x 32 x H/2 x W/2
    x = m_conv3.rectifiedPool(x);     // B x 64 x H/4 x W/4
    watch.after("stem_pool", x);
    Features features;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const std::string layer = "layer" + std::to_string(i + 1);
        for (std::size_t block = 0; block < m_layers[i].size(); ++block) {
            x = m_layers[i][block](x); // B x C x H' x W'
            watch.after(layer + "_" + std::to_string(block), x);
        }
        features.maps.push_back(x);
        watch.after("F" + std::to_string(i + 1) + "_" + layer, x);
    }
    const AttentionPool::Pooled pooled = m_attnpool(x, attention); // B x 1024, B x 1024 x H/32 x W/32
    features.maps.push_back(pooled.places);
    features.global = pooled.global;
    watch.after("F5_dense", pooled.places);
    return features;
}

} // namespace soundmask::nn
