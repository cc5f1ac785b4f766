#include <ATen/ATen.h>

#include <cmath>

#include "core/base/mask_rle.h"
#include "core/nn/common/pillow_resize.h"
#include "core/nn/golden/runner.h"
#include "core/nn/sam/mask_pieces.h"

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

Mask maskFrom(const at::Tensor& values) {
    const at::Tensor bytes = values.to(at::kByte).contiguous();
    Mask mask({static_cast<int>(values.size(1)), static_cast<int>(values.size(0))});
    std::copy_n(bytes.const_data_ptr<std::uint8_t>(), mask.values.size(), mask.values.begin());
    return mask;
}

Image imageFrom(const at::Tensor& values) {
    const at::Tensor bytes = values.to(at::kByte).contiguous();
    Image image({static_cast<int>(values.size(1)), static_cast<int>(values.size(0))});
    std::copy_n(bytes.const_data_ptr<std::uint8_t>(), image.bytes(), image.data());
    return image;
}

Size sizeFrom(const Json& hw) {
    return {hw.at(1), hw.at(0)};
}
EdgeBox boxFrom(const Json& xyxy) {
    return {xyxy.at(0), xyxy.at(1), xyxy.at(2), xyxy.at(3)};
}

/// The sections of amg/amg_unit.json, each exact.
class Sections {
  public:
    Sections(const Json& json, const StoredTensors& stored, Comparison& comparison)
        : m_json(json)
        , m_stored(stored)
        , m(comparison) {}

    void run() {
        for (const auto& [name, section] : m_json.items())
            runSection(name, section);
    }

  private:
    void runSection(const std::string& name, const Json& section) {
        if (name == "preprocess_shape") return each(section, &Sections::preprocessShape);
        if (name == "apply_coords") return each(section, &Sections::applyCoords);
        if (name == "pillow_resize") return each(section, &Sections::pillowResize);
        if (name == "point_grid") return each(section, &Sections::pointGridOf);
        if (name == "all_layer_point_grids") return each(section, &Sections::layerGrids);
        if (name == "crop_boxes") return each(section, &Sections::crops);
        if (name == "box_near_crop_edge") return each(section, &Sections::nearEdge);
        if (name == "box_xywh") return each(section, &Sections::widthHeight);
        if (name == "mask_to_box") return boxes(section);
        if (name == "stability") return each(section, &Sections::stability);
        if (name == "nms") return each(section, &Sections::suppression);
        if (name == "rle") return each(section, &Sections::runLengths);
        if (name == "small_regions") return each(section, &Sections::smallRegions);
        if (name == "postprocess_small_regions") return smallRegionsOfAll(section);
        if (name == "uncrop_masks") return uncrop(section);
        if (name != "tensors" && name != "tensor_index") m.require(false, "no reader for the section " + name);
    }

    void each(const Json& section, void (Sections::*check)(const Json&)) {
        for (const auto& item : section)
            (this->*check)(item);
    }

    void preprocessShape(const Json& item) {
        const Size got = longestSideResized(sizeFrom(item.at("hw")), item.at("target"));
        m.require(got == sizeFrom(item.at("out_hw")), "preprocess_shape of " + item.dump());
    }

    void applyCoords(const Json& item) {
        const Size image = sizeFrom(item.at("hw")), resized = longestSideResized(image, item.at("target"));
        for (std::size_t i = 0; i < item.at("in").size(); ++i) {
            const auto& in = item.at("in").at(i);
            for (const auto& [type, key] : {std::pair{at::kDouble, "out_float64"}, {at::kFloat, "out_torch_float32"}}) {
                const at::Tensor point =
                    at::tensor({in.at(0).get<double>(), in.at(1).get<double>()}, at::kDouble).to(type).unsqueeze(0);
                const at::Tensor got = inputFromImage(point, image, resized).to(at::kDouble);
                for (std::int64_t axis = 0; axis < 2; ++axis)
                    m.number(key, got[0][axis].item<double>(), item.at(key).at(i).at(static_cast<std::size_t>(axis)));
            }
        }
    }

    void pillowResize(const Json& item) {
        const Image in = imageFrom(m_stored.at(item.at("in").get<std::string>()));
        const at::Tensor want = m_stored.at(item.at("out").get<std::string>());
        Image out = resizedPillow(in, {static_cast<int>(want.size(1)), static_cast<int>(want.size(0))});
        m.tensors(item.at("out"), at::from_blob(out.data(), {out.height(), out.width(), Image::kChannels}, at::kByte),
                  want, {});
        m.require(longestSideResized(in.size(), item.at("target")) == out.size(), "pillow_resize size");
    }

    void pointGridOf(const Json& item) { comparePoints(pointGrid(item.at("n_per_side")), item.at("tensor")); }

    void comparePoints(const std::vector<PointF>& got, const std::string& tensor) {
        // Stored as doubles, read as floats: compared as floats.
        std::vector<float> flat;
        for (const PointF& point : got) {
            flat.push_back(static_cast<float>(point.x));
            flat.push_back(static_cast<float>(point.y));
        }
        m.tensors(tensor, at::from_blob(flat.data(), {static_cast<std::int64_t>(got.size()), 2}), m_stored.at(tensor),
                  {});
    }

    void layerGrids(const Json& item) {
        const auto grids = pointGrids(item.at("n_per_side"), item.at("n_layers"), item.at("scale_per_layer"));
        const auto want = item.at("points_per_layer").get<std::vector<std::size_t>>();
        bool is_equal = grids.size() == want.size();
        for (std::size_t i = 0; is_equal && i < want.size(); ++i)
            is_equal = grids[i].size() == want[i];
        m.require(is_equal, "all_layer_point_grids " + item.dump());
    }

    void crops(const Json& item) {
        const auto got = cropBoxes(sizeFrom(item.at("hw")), item.at("n_layers"), item.at("overlap_ratio"));
        bool is_equal = got.size() == item.at("boxes_xyxy").size();
        for (std::size_t i = 0; is_equal && i < got.size(); ++i)
            is_equal = got[i].box == boxFrom(item.at("boxes_xyxy").at(i)) &&
                       got[i].layer == item.at("layer_idxs").at(i).get<int>();
        m.require(is_equal, "crop_boxes of " + item.at("hw").dump());
    }

    void nearEdge(const Json& item) {
        const EdgeBox crop = boxFrom(item.at("crop_box")), picture = boxFrom(item.at("orig_box"));
        const at::Tensor mask_boxes = m_stored.at(item.at("boxes").get<std::string>());
        for (std::int64_t i = 0; i < mask_boxes.size(0); ++i) {
            const auto index = static_cast<std::size_t>(i);
            const auto edge = [&](std::int64_t k) { return mask_boxes[i][k].item<std::int64_t>(); };
            const EdgeBox moved = EdgeBox{edge(0), edge(1), edge(2), edge(3)}.moved(crop.x0, crop.y0);
            m.require(moved == boxFrom(item.at("uncropped_boxes").at(index)), "uncropped box " + std::to_string(i));
            m.require(isNearCropEdge(moved, crop, picture, item.at("atol")) == item.at("near").at(index).get<bool>(),
                      "box_near_crop_edge " + std::to_string(i) + " of " + item.at("crop_box").dump());
        }
    }

    void widthHeight(const Json& item) {
        const EdgeBox box = boxFrom(item.at("xyxy"));
        m.require(EdgeBox{box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0} == boxFrom(item.at("xywh")), "box_xywh");
    }

    void boxes(const Json& section) {
        const at::Tensor masks = m_stored.at(section.at("masks").get<std::string>());
        at::Tensor got = at::empty({masks.size(0), 4}, at::kLong);
        for (std::int64_t i = 0; i < masks.size(0); ++i) {
            const EdgeBox box = boxAround(maskFrom(masks[i]));
            got[i].copy_(at::tensor({box.x0, box.y0, box.x1, box.y1}, at::kLong));
        }
        m.tensors("mask_to_box", got, m_stored.at(section.at("boxes_xyxy").get<std::string>()), {});
    }

    void stability(const Json& item) {
        const at::Tensor logits = m_stored.at(item.at("logits").get<std::string>());
        at::Tensor got = at::empty({logits.size(0)});
        for (std::int64_t i = 0; i < logits.size(0); ++i) {
            const at::Tensor one = logits[i].contiguous();
            got[i] = stabilityScore({one.const_data_ptr<float>(), static_cast<std::size_t>(one.numel())},
                                    item.at("mask_threshold").get<float>(), item.at("offset").get<float>());
        }
        m.tensors(item.at("tensor"), got, m_stored.at(item.at("tensor").get<std::string>()), {});
    }

    void suppression(const Json& item) {
        const std::string prefix = "nms/" + item.at("name").get<std::string>() + "/";
        const at::Tensor stored_boxes = m_stored.at(prefix + "boxes"), stored_scores = m_stored.at(prefix + "scores");
        const at::Tensor categories = m_stored.at(prefix + "cats");
        const auto count = static_cast<std::size_t>(stored_scores.numel());
        std::vector<std::array<float, 4>> boxes(count);
        if (count > 0) std::copy_n(stored_boxes.const_data_ptr<float>(), 4 * count, boxes.front().data());
        auto kept = suppressOverlaps(boxes, {stored_scores.const_data_ptr<float>(), count},
                                     {categories.const_data_ptr<std::int64_t>(), count}, item.at("iou_threshold"));
        const at::Tensor got = at::from_blob(kept.data(), {static_cast<std::int64_t>(kept.size())}, at::kLong);
        m.tensors(prefix + "keep", got, m_stored.at(prefix + "keep"), {});
    }

    void runLengths(const Json& item) {
        const Size size = sizeFrom(item.at("size"));
        const bool is_packed = item.contains("mask_packed");
        at::Tensor values = m_stored.at(item.at(is_packed ? "mask_packed" : "mask").get<std::string>());
        if (is_packed)
            values = unpackBits(values, static_cast<std::int64_t>(size.area())).view({size.height, size.width});
        const Mask mask = maskFrom(values);
        const auto runs = columnRuns(mask);
        const std::string name = "rle " + item.at("name").get<std::string>();
        m.require(hexDigest(mask.values.data(), mask.values.size()) == item.at("mask_sha256_u8").get<std::string>(),
                  name + " mask");
        if (item.contains("counts"))
            m.require(runs == item.at("counts").get<std::vector<std::uint32_t>>(), name + " counts");
        if (item.contains("coco_counts")) {
            const std::string text = item.at("coco_counts");
            m.require(compressedRuns(runs) == text && runsFromCompressed(text) == runs, name + " compressed");
        }
        m.require(maskFromColumnRuns(size, runs) == mask, name + " back to the mask");
        m.number(name + " area", static_cast<double>(MaskRle::fromDense(mask).area()), item.at("area"));
    }

    void smallRegions(const Json& item) {
        Mask mask = maskFrom(m_stored.at("sr/masks")[item.at("mask").get<std::int64_t>()]);
        const auto mode = item.at("mode") == "holes" ? SmallRegion::Holes : SmallRegion::Islands;
        const bool changed = removeSmallRegions(mask, item.at("area_thresh"), mode);
        m.require(changed == item.at("changed").get<bool>() &&
                      hexDigest(mask.values.data(), mask.values.size()) == item.at("sha256_u8").get<std::string>(),
                  "small_regions of mask " + item.at("mask").dump() + " below " + item.at("area_thresh").dump());
    }

    void smallRegionsOfAll(const Json& section) {
        const at::Tensor masks = m_stored.at(section.at("masks").get<std::string>());
        std::vector<std::array<float, 4>> boxes;
        std::vector<float> scores;
        std::vector<Mask> cleaned;
        for (std::int64_t i = 0; i < masks.size(0); ++i) {
            Mask mask = maskFrom(masks[i]);
            const bool filled = removeSmallRegions(mask, section.at("min_area"), SmallRegion::Holes);
            const bool removed = removeSmallRegions(mask, section.at("min_area"), SmallRegion::Islands);
            const EdgeBox box = boxAround(mask);
            boxes.push_back({float(box.x0), float(box.y0), float(box.x1), float(box.y1)});
            scores.push_back(filled || removed ? 0.0f : 1.0f);
            cleaned.push_back(std::move(mask));
        }
        const auto kept =
            suppressOverlaps(boxes, scores, std::vector<std::int64_t>(boxes.size(), 0), section.at("nms_thresh"));
        m.require(kept == section.at("kept_index").get<std::vector<std::int64_t>>(),
                  "postprocess_small_regions keeps others");
        for (std::size_t i = 0; i < kept.size() && i < section.at("kept_rles").size(); ++i) {
            const Mask& mask = cleaned[static_cast<std::size_t>(kept[i])];
            m.require(columnRuns(mask) ==
                              section.at("kept_rles").at(i).at("counts").get<std::vector<std::uint32_t>>() &&
                          boxAround(mask) == boxFrom(section.at("boxes").at(i)),
                      "postprocess_small_regions mask " + std::to_string(i));
        }
    }

    void uncrop(const Json& section) {
        const at::Tensor masks = m_stored.at(section.at("masks").get<std::string>());
        const EdgeBox crop = boxFrom(section.at("crop_box"));
        const Size picture = sizeFrom(section.at("orig_hw"));
        std::vector<std::uint8_t> all;
        for (std::int64_t i = 0; i < masks.size(0); ++i) {
            const Mask placed = maskInPicture(maskFrom(masks[i]), crop, picture);
            all.insert(all.end(), placed.values.begin(), placed.values.end());
            m.number("uncrop_masks area", static_cast<double>(MaskRle::fromDense(placed).area()),
                     section.at("area").at(static_cast<std::size_t>(i)));
        }
        m.require(hexDigest(all.data(), all.size()) == section.at("sha256_u8").get<std::string>(),
                  "uncrop_masks differ");
    }

    const Json& m_json;
    const StoredTensors& m_stored;
    Comparison& m;
};

} // namespace

GoldenOutcome runMaskPieces(const fs::path& root, const Json& entry) {
    Comparison comparison(entry.at("id").get<std::string>());
    const Json json = readJson(root / entry.at("case").get<std::string>());
    const StoredTensors stored(root / entry.at("tensors").get<std::string>());
    Sections(json, stored, comparison).run();
    return comparison.outcome();
}

} // namespace soundmask::nn
