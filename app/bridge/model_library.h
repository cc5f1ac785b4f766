#pragma once

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "app/bridge/job_bridge.h"
#include "core/models/compute_choice.h"
#include "core/models/machine.h"
#include "core/models/model_store.h"
#include "core/models/model_test.h"

namespace soundmask {

/// The model files as the window knows them: what is installed, what is going on with each, which one is in use. All
/// work is done by workers; this object keeps the last view. GUI thread.
class ModelLibrary : public QObject {
    Q_OBJECT

  public:
    /// Something that is being done with one file.
    struct Work {
        enum class Kind { Download, Import, Verify, Test };
        Kind kind = Kind::Download;
        JobId job;
        double fraction = 0.0;
        QString text; ///< such as "12.3 / 40.7 MB"; may be empty
    };

    /// \p look_at_machine: any thread; for tests.
    explicit ModelLibrary(JobBridge& jobs, ModelStore store = ModelStore(), QObject* parent = nullptr,
                          std::function<Machine()> look_at_machine = lookAtCards);

    const ModelStore& store() const { return m_store; }
    /// What was there when the folder was looked at last; see changed().
    const std::vector<InstalledModel>& installed() const { return m_installed; }
    const Machine& machine() const { return m_machine; }
    /// Whether the folder was looked at already.
    bool isKnown() const { return m_is_known; }
    /// Bytes of \p file that an interrupted download has left.
    std::uint64_t arrived(const ModelFile& file) const;
    /// Bytes of all files in the folder.
    std::uint64_t diskUse() const;

    /// What methods and tools take for \p role: the only file there is, the one the user chose among several, or
    /// kTestWeights once the user chose them.
    std::optional<std::filesystem::path> weightsFor(const std::string& role) const;
    /// The file among them; nothing for test weights.
    std::optional<InstalledModel> modelFor(const std::string& role) const;
    bool usesTestWeights(const std::string& role) const;
    /// How many files could take \p role.
    int countFor(const std::string& role) const;
    /// Takes \p model for its role from now on, also the next time.
    void choose(const InstalledModel& model);
    /// Takes test weights for \p role, whose answers mean nothing, until a file is chosen or comes; or no longer.
    void setTestWeights(const std::string& role, bool use);

    /// Where networks are to run; remembered, as far as this machine has it. Tools and methods that say nothing else
    /// follow it from the next frame on.
    ComputeChoice compute() const;
    void setCompute(const ComputeChoice& choice);

    /// What is being done with \p path, a model's file or the place of one that comes.
    const Work* workOn(const std::filesystem::path& path) const;
    /// All that is going on, by file; imports by the file that is read.
    const std::map<std::filesystem::path, Work>& work() const { return m_work; }
    /// What the last self-test of \p path said.
    const Result<ModelTestReport>* testOf(const std::filesystem::path& path) const;

    /// Looks at the folder again.
    void refresh();
    /// Fetches \p file, \p url instead of its own address where that is given. Ask the user first.
    void download(const ModelFile& file, const QString& url = {});
    /// \p options as for ModelStore::import.
    void import(const QString& path, const ModelStore::ImportOptions& options);
    void verify(const InstalledModel& model);
    void test(const InstalledModel& model);
    void remove(const InstalledModel& model);
    void discardArrived(const ModelFile& file);
    void cancel(const std::filesystem::path& path);

  Q_SIGNALS:
    /// The files, or what is in use, are different.
    void changed();
    /// Work began, went on or ended.
    void workChanged();
    void failed(const soundmask::Error& error);
    /// An imported file is \p model.
    void imported(const soundmask::InstalledModel& model);

  private:
    struct View {
        std::vector<InstalledModel> installed;
        std::map<std::string, std::uint64_t> arrived; ///< by id
        Machine machine;
    };

    static Result<View> look(const ModelStore& store, const std::function<Machine()>& look_at_machine);
    void begin(const std::filesystem::path& path, Work::Kind kind, const QString& title, const std::string& device,
               std::function<Result<InstalledModel>(JobContext&)> work);
    /// Runs work whose result is \p T and shows its progress at \p path.
    template <typename T>
    void start(const std::filesystem::path& path, Work::Kind kind, const QString& title, const std::string& device,
               std::function<Result<T>(JobContext&)> work, std::function<void(const Result<T>&)> done);

    JobBridge& m_jobs;
    ModelStore m_store;
    std::function<Machine()> m_look_at_machine;
    std::vector<InstalledModel> m_installed;
    std::map<std::string, std::uint64_t> m_arrived;
    std::map<std::filesystem::path, Work> m_work;
    std::map<std::filesystem::path, Result<ModelTestReport>> m_tests;
    Machine m_machine;
    bool m_is_known = false;
};

} // namespace soundmask
