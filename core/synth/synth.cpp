#include "core/synth/synth.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/synth/clip_writer.h"
#include "core/synth/scene.h"

namespace soundmask::synth {

namespace fs = std::filesystem;

namespace {

constexpr int kMostClips = 100000;
constexpr std::array<const char*, 3> kSplitNames{"train", "val", "test"};
/// First scene of each split: far apart, so that splits made one by one or together never share a scene. Multiples of
/// the number of classes, which take turns.
constexpr std::array<std::uint64_t, 3> kFirstScene{0, 100000 * kKindCount, 200000 * kKindCount};

using Counts = std::array<int, 3>;

Counts clipsPerSplit(const SynthOptions& options) {
    switch (options.split) {
    case SynthSplit::Train:
        return {options.clips, 0, 0};
    case SynthSplit::Val:
        return {0, options.clips, 0};
    case SynthSplit::Test:
        return {0, 0, options.clips};
    case SynthSplit::All:
        break;
    }
    const int part = (options.clips * 15 + 50) / 100;
    return {options.clips - 2 * part, part, part};
}

struct Task {
    std::size_t split = 0;
    std::uint64_t scene_index = 0;
};

std::vector<Task> tasksFor(const Counts& counts) {
    std::vector<Task> tasks;
    for (std::size_t split = 0; split < counts.size(); ++split)
        for (int i = 0; i < counts[split]; ++i)
            tasks.push_back({split, kFirstScene[split] + static_cast<std::uint64_t>(i)});
    return tasks;
}

/// Works through the clips with several threads; stops at the first error.
class Workshop {
  public:
    Workshop(const SynthOptions& options, const ProgressCallback& progress, const std::stop_token& stop)
        : m_options(options)
        , m_progress(progress)
        , m_tasks(tasksFor(clipsPerSplit(options)))
        , m_root(options.out / rootFolder(options.layout))
        , m_forward_stop(stop, [this] { m_stop.request_stop(); }) {}

    Result<SynthReport> run() {
        const int most =
            options().threads > 0 ? options().threads : static_cast<int>(std::thread::hardware_concurrency());
        const int count = std::clamp(most, 1, static_cast<int>(m_tasks.size()));
        {
            std::vector<std::jthread> workers;
            for (int i = 0; i < count; ++i)
                workers.emplace_back([this] { work(); });
        }
        if (m_error) return fail(*m_error);
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, m_root.string(), "stopped before all clips were made");
        if (auto written = writeList(); !written) return fail(written.error());
        const auto counts = clipsPerSplit(options());
        return SynthReport{m_root, counts[0], counts[1], counts[2], m_blank_masks};
    }

  private:
    const SynthOptions& options() const { return m_options; }

    void work() {
        while (!m_stop.stop_requested()) {
            const std::size_t i = m_next++;
            if (i >= m_tasks.size()) return;
            const auto& task = m_tasks[i];
            const auto scene = describeScene(m_options.seed, task.scene_index, m_options.layout);
            const auto blank = writeClip(scene, kSplitNames[task.split], m_root, m_options.videos, m_stop.get_token());
            const std::scoped_lock lock(m_mutex);
            if (!blank) {
                if (!m_error && blank.error().code != ErrorCode::Cancelled) m_error = blank.error();
                m_stop.request_stop();
                return;
            }
            m_blank_masks += *blank;
            ++m_done;
            if (m_progress) m_progress({static_cast<double>(m_done) / static_cast<double>(m_tasks.size()), scene.name});
        }
    }

    Result<void> writeList() const {
        std::string text = listHeader(m_options.layout) + "\n";
        for (const auto& task : m_tasks) {
            const auto scene = describeScene(m_options.seed, task.scene_index, m_options.layout);
            text += listLine(scene, kSplitNames[task.split]) + "\n";
        }
        return writeFileAtomically(listPath(m_options), text);
    }

    const SynthOptions& m_options;
    const ProgressCallback& m_progress;
    const std::vector<Task> m_tasks;
    const fs::path m_root;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_forward_stop;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex; ///< guards what follows, and the progress callback
    std::optional<Error> m_error;
    std::size_t m_done = 0;
    int m_blank_masks = 0;
};

} // namespace

std::optional<SynthSplit> splitFromName(std::string_view name) {
    if (name == "train") return SynthSplit::Train;
    if (name == "val") return SynthSplit::Val;
    if (name == "test") return SynthSplit::Test;
    if (name == "all") return SynthSplit::All;
    return std::nullopt;
}

fs::path listPath(const SynthOptions& options) {
    return options.out / rootFolder(options.layout) / listName(options.layout);
}

Result<SynthReport> generate(const SynthOptions& options, const ProgressCallback& progress, std::stop_token stop) {
    if (options.layout == DatasetLayout::Avss)
        return fail(ErrorCode::InvalidValue, "layout", "samples can be made in the layouts s4 and ms3");
    if (options.clips < 1 || options.clips > kMostClips)
        return fail(ErrorCode::InvalidValue, "clips",
                    "the number of clips must be from 1 to " + std::to_string(kMostClips));
    if (options.out.empty()) return fail(ErrorCode::InvalidValue, "out", "choose a folder to write to");
    const fs::path list = listPath(options);
    std::error_code ignored;
    if (fs::exists(list, ignored))
        return fail(ErrorCode::InvalidValue, list.string(), "there is a data set here already; choose another folder");
    return Workshop(options, progress, stop).run();
}

} // namespace soundmask::synth
