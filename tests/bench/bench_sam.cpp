// Times of SAM's two halves through the public interface, and the memory they take. Weights are the test weights: the
// times are those of the official ones. Usage: bench_sam [mobile] [vit_b], or --serve mobile|vit_b for
// compare_sam.py, which runs it by turns with others.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/nn/networks.h"
#include "tests/bench/measured_work.h"

using namespace soundmask;

namespace {

Image testPicture() {
    Image image({1800, 1200});
    for (std::size_t i = 0; i < image.bytes(); ++i)
        image.data()[i] = static_cast<std::uint8_t>(i % 251);
    return image;
}

/// One network with test weights, and what is measured of it.
class Subject {
  public:
    explicit Subject(const std::string& name) {
        auto networks = nn::openNetworks();
        if (!networks) throw std::runtime_error(networks.error().toString());
        const auto variant = name == "vit_b" ? nn::SamVariant::VitB : nn::SamVariant::Mobile;
        auto loaded = (*networks)->loadSegmenter({variant, std::nullopt});
        if (!loaded) throw std::runtime_error(loaded.error().toString());
        m_segmenter = std::move(*loaded);
        m_click.points.push_back({{500, 375}, true});
    }

    void encode() { m_embedding = m_segmenter->embed(m_image, {}).value(); }
    void predict(int clicks) {
        const std::vector prompts(static_cast<std::size_t>(clicks), m_click);
        (void)m_segmenter->predict(*m_embedding, prompts, true).value();
    }

  private:
    Image m_image = testPicture();
    std::unique_ptr<nn::PromptableSegmenter> m_segmenter;
    std::shared_ptr<const nn::ImageEmbedding> m_embedding;
    nn::MaskPrompt m_click;
};

} // namespace

int main(int argc, char** argv) {
    nn::prepareProcess();
    std::vector<std::string> names(argv + 1, argv + argc);
    const bool serves = !names.empty() && names.front() == "--serve";
    if (serves) names.erase(names.begin());
    if (names.empty()) names = {"mobile", "vit_b"};
    try {
        for (const std::string& name : names) {
            Subject subject(name);
            const std::vector<bench::Work> works{{"encode", 3, [&] { subject.encode(); }},
                                                 {"predict", 20, [&] { subject.predict(1); }},
                                                 {"predict 16", 3, [&] { subject.predict(16); }}};
            if (serves) {
                bench::serve(works);
            } else {
                std::puts(name.c_str());
                bench::report(works);
            }
        }
    } catch (const std::exception& error) {
        return std::puts(error.what()), 1;
    }
    return 0;
}
