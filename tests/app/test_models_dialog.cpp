// The Models page as a person uses it, against a server on this machine.
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTreeWidget>
#include <QtTest>

#include <fstream>

#include "app/bridge/model_library.h"
#include "app/download/download.h"
#include "app/shell/message_banner.h"
#include "app/shell/models_dialog.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/project/inference_request.h"
#include "tests/app/download/file_server.h"
#include "tests/core/nn/checkpoint_writer.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kPatience_ms = 30000;
const QString kTestRow = QStringLiteral("Test weights, for trying the window only");

class TestModelsDialog : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void nothingIsInstalledAtFirst();
    void nothingIsDownloadedWithoutAYes();
    void aDownloadShowsItsProgressAndEndsInstalled();
    void aCancelledDownloadIsContinued();
    void aWrongFileIsAnErrorWithAMessage();
    void anImportFindsOutWhatTheFileIs();
    void anImportCanLeaveTheFileAndForgetIt();
    void damageIsFoundAndTheFileRemoved();
    void amongSeveralFilesOneIsChosen();
    void testWeightsAreMarkedAndGiveWayToAFile();
    void theKeyboardIsEnough();
    void aTestSaysWhatIsWrong();
    void withoutAGraphicsCardOnlyTheProcessorIsOffered();
    void aGraphicsCardIsChosenAndRemembered();

  private:
    /// Opens the page anew on another machine.
    void useMachine(const Machine& machine);
    QComboBox* devices() const { return m_dialog->findChildren<QComboBox*>().at(0); }
    QComboBox* precisions() const { return m_dialog->findChildren<QComboBox*>().at(1); }
    bool says(const QString& words) const {
        const auto labels = m_dialog->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(words); });
    }
    QTreeWidgetItem* row(const QString& title) const {
        const auto found = table()->findItems(title, Qt::MatchStartsWith | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.front();
    }
    QTreeWidget* table() const { return m_dialog->findChild<QTreeWidget*>(); }
    QString state(const QString& title) const { return row(title) ? row(title)->text(1) : QString(); }
    QPushButton* button(const QString& text) const {
        for (auto* each : m_dialog->findChildren<QPushButton*>())
            if (each->text().remove(QLatin1Char('&')).startsWith(text)) return each;
        return nullptr;
    }
    void press(const QString& text) {
        QVERIFY2(button(text) && button(text)->isEnabled(), qPrintable(text));
        button(text)->click();
    }
    void select(const QString& title) { table()->setCurrentItem(row(title)); }
    QStringList messages() const { return m_dialog->findChild<MessageBanner*>()->titles(); }
    std::filesystem::path own(const std::string& name) {
        const auto path = *m_folder / name;
        writeTorchZip(path, stateDictPickle({{"encoder.weight", {3}, {1}, "0", 3}}),
                      {{"0", bytesOf(std::vector<float>(3))}}, {{"note", name}});
        return path;
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    QByteArray m_content;
    std::unique_ptr<FileServer> m_server;
    std::optional<ModelCatalogue> m_catalogue;
    std::unique_ptr<JobBridge> m_jobs;
    std::unique_ptr<ModelLibrary> m_library;
    std::unique_ptr<ModelsDialog> m_dialog;
    QStringList m_questions;
    bool m_answer = true;
    QStringList m_files;
};

void TestModelsDialog::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("SoundmaskTest"));
    QCoreApplication::setApplicationName(QStringLiteral("test_models_dialog"));
    qunsetenv("http_proxy");
    QLocale::setDefault(QLocale::c());
}

void TestModelsDialog::init() {
    QSettings().clear();
    m_folder = std::make_unique<TemporaryFolder>();
    const std::string official = readFile(own("official.pth")).value();
    m_content = QByteArray::fromStdString(official) + QByteArray(3000000, 'x'); // a zip may be followed by anything
    m_server = std::make_unique<FileServer>(m_content);
    Sha256 sha;
    sha.add(std::string_view(m_content.data(), static_cast<std::size_t>(m_content.size())));
    const std::string published =
        R"("licence": "MIT", "page": "https://example.org", "url": ")" + m_server->url() + "\"";
    auto parsed = ModelCatalogue::parse(
        R"({"roles": [{"role": "sam", "title": "Segmenter", "purpose": "Makes masks.", "files": [
            {"variant": "small", "title": "Small", "file": "small.pth", )" +
            published + R"(, "bytes": )" + std::to_string(m_content.size()) + R"(, "sha256": ")" + sha.hexDigest() +
            R"(", "keys": {"encoder.weight": [3]}}]},
            {"role": "words", "title": "Words", "purpose": "Words.", "files": [
            {"variant": "base", "title": "Dictionary", "file": "words.txt", )" +
            published + R"(}]}]})",
        "test");
    QVERIFY2(parsed, parsed ? "" : parsed.error().toString().c_str());
    m_catalogue = std::move(*parsed);
    m_jobs = std::make_unique<JobBridge>();
    m_library = std::make_unique<ModelLibrary>(*m_jobs, ModelStore(*m_folder / "models", *m_catalogue));
    m_dialog = std::make_unique<ModelsDialog>(*m_library);
    m_questions.clear();
    m_answer = true;
    m_dialog->ask = [this](const QString& question) {
        m_questions.append(question);
        return m_answer;
    };
    m_dialog->ask_files = [this] { return m_files; };
    m_dialog->show();
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Not installed"), kPatience_ms);
}

void TestModelsDialog::useMachine(const Machine& machine) {
    m_jobs->cancelAll();
    m_dialog.reset();
    m_jobs.reset(); // its workers end before what they report to
    m_jobs = std::make_unique<JobBridge>();
    m_library = std::make_unique<ModelLibrary>(*m_jobs, ModelStore(*m_folder / "models", *m_catalogue), nullptr,
                                               [machine] { return machine; });
    m_dialog = std::make_unique<ModelsDialog>(*m_library);
    m_dialog->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_library->isKnown(), kPatience_ms);
}

void TestModelsDialog::cleanup() {
    m_jobs->cancelAll();
    m_dialog.reset();
    m_jobs.reset(); // its workers end before what they report to
    m_library.reset();
    m_server.reset();
}

void TestModelsDialog::nothingIsInstalledAtFirst() {
    QVERIFY(m_library->installed().empty());
    QVERIFY(!m_library->weightsFor("sam"));
    QCOMPARE(m_library->countFor("sam"), 0);
    QCOMPARE(row(QStringLiteral("Small"))->text(2), QStringLiteral("3.0 MB"));
    QCOMPARE(row(QStringLiteral("Small"))->text(3), QStringLiteral("MIT"));
    QCOMPARE(row(QStringLiteral("Dictionary"))->text(2), QStringLiteral("not published"));
    for (const char* name : {"Verify", "Test", "Remove", "Use this one"})
        QVERIFY2(!button(QString::fromLatin1(name))->isEnabled(), name);
}

void TestModelsDialog::nothingIsDownloadedWithoutAYes() {
    m_answer = false;
    select(QStringLiteral("Small"));
    press(QStringLiteral("Download"));
    QCOMPARE(m_questions.size(), 1);
    for (const QString& part :
         {QStringLiteral("3.0 MB"), QStringLiteral("MIT"), QString::fromStdString(m_server->url())})
        QVERIFY2(m_questions.front().contains(part), qPrintable(part));
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(!m_library->workOn(m_library->store().placeOf(*m_catalogue->file("sam", "small"))));
}

void TestModelsDialog::aDownloadShowsItsProgressAndEndsInstalled() {
    QStringList states;
    connect(m_library.get(), &ModelLibrary::workChanged, this, [&] { states.append(state(QStringLiteral("Small"))); });
    select(QStringLiteral("Small"));
    press(QStringLiteral("Download"));
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Installed, verified"), kPatience_ms);
    QVERIFY(states.front().startsWith(QStringLiteral("Downloading")));
    QCOMPARE(*m_library->weightsFor("sam"), *m_folder / "models/sam/small.pth");
    QCOMPARE(m_library->diskUse(), static_cast<std::uint64_t>(m_content.size()));
    QVERIFY(!button(QStringLiteral("Download"))->isEnabled());
}

void TestModelsDialog::aCancelledDownloadIsContinued() {
    m_server->script({{.silent_after = 1000000}});
    select(QStringLiteral("Small"));
    press(QStringLiteral("Download"));
    const auto place = m_library->store().placeOf(*m_catalogue->file("sam", "small"));
    QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(partialOf(place)) &&
                                 std::filesystem::file_size(partialOf(place)) == 1000000,
                             kPatience_ms);
    press(QStringLiteral("Cancel"));
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Interrupted: 1.0 MB are here"),
                              kPatience_ms);
    QVERIFY(messages().isEmpty()); // cancelled is not failed
    press(QStringLiteral("Download the rest"));
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Installed, verified"), kPatience_ms);
    QCOMPARE(m_server->requests().last().range, QByteArray("bytes=1000000-"));
}

void TestModelsDialog::aWrongFileIsAnErrorWithAMessage() {
    m_server->setContent(QByteArray(m_content.size(), 'y'), "\"other\"");
    select(QStringLiteral("Small"));
    press(QStringLiteral("Download"));
    QTRY_VERIFY_WITH_TIMEOUT(!messages().isEmpty(), kPatience_ms);
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Not installed"), kPatience_ms);
}

void TestModelsDialog::anImportFindsOutWhatTheFileIs() {
    m_files = {QString::fromStdString(own("mine.pth").string())};
    select(QStringLiteral("Dictionary"));
    press(QStringLiteral("Import file"));
    QTRY_VERIFY_WITH_TIMEOUT(row(QStringLiteral("Small \u2013 mine.pth")), kPatience_ms);
    QCOMPARE(state(QStringLiteral("Small \u2013 mine.pth")), QStringLiteral("Installed, your own file"));
    QVERIFY(row(QStringLiteral("Small"))); // the official one can still be had
    QVERIFY(m_library->weightsFor("sam"));

    std::ofstream(*m_folder / "letter.txt") << "Dear model";
    m_files = {QString::fromStdString((*m_folder / "letter.txt").string())};
    press(QStringLiteral("Import file"));
    QTRY_COMPARE_WITH_TIMEOUT(messages().size(), 2, kPatience_ms);
    select(QStringLiteral("Dictionary"));
    press(QStringLiteral("Import as this"));
    QTRY_VERIFY_WITH_TIMEOUT(m_library->weightsFor("words"), kPatience_ms);
}

void TestModelsDialog::anImportCanLeaveTheFileAndForgetIt() {
    const auto file = own("mine.pth");
    m_files = {QString::fromStdString(file.string())};
    m_dialog->findChild<QCheckBox*>()->setChecked(true);
    press(QStringLiteral("Import file"));
    QTRY_VERIFY_WITH_TIMEOUT(m_library->weightsFor("sam"), kPatience_ms);
    QCOMPARE(*m_library->weightsFor("sam"), std::filesystem::canonical(file));
    QCOMPARE(m_library->diskUse(), std::uint64_t{0});
    select(QStringLiteral("Small \u2013 mine.pth"));
    press(QStringLiteral("Remove"));
    QVERIFY(m_questions.last().contains(QStringLiteral("stays where it is")));
    QTRY_VERIFY_WITH_TIMEOUT(m_library->installed().empty(), kPatience_ms);
    QVERIFY(std::filesystem::exists(file));
}

void TestModelsDialog::damageIsFoundAndTheFileRemoved() {
    const auto place = m_library->store().placeOf(*m_catalogue->file("sam", "small"));
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << std::string(static_cast<std::size_t>(m_content.size()), 'z');
    m_library->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Installed, not verified yet"),
                              kPatience_ms);
    select(QStringLiteral("Small"));
    press(QStringLiteral("Verify"));
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Damaged: get it again"), kPatience_ms);
    QVERIFY(!m_library->weightsFor("sam"));
    QVERIFY(button(QStringLiteral("Download"))->isEnabled());
    m_answer = false;
    press(QStringLiteral("Remove"));
    QVERIFY(std::filesystem::exists(place));
    m_answer = true;
    press(QStringLiteral("Remove"));
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Not installed"), kPatience_ms);
    QVERIFY(!std::filesystem::exists(place));
}

void TestModelsDialog::amongSeveralFilesOneIsChosen() {
    m_files = {QString::fromStdString(own("one.pth").string()), QString::fromStdString(own("two.pth").string())};
    press(QStringLiteral("Import file"));
    QTRY_COMPARE_WITH_TIMEOUT(m_library->countFor("sam"), 2, kPatience_ms);
    QVERIFY(!m_library->weightsFor("sam")); // never a silent choice
    select(QStringLiteral("Small \u2013 two.pth"));
    press(QStringLiteral("Use this one"));
    QCOMPARE(m_library->weightsFor("sam")->filename(), std::filesystem::path("two.pth"));
    QVERIFY(state(QStringLiteral("Small \u2013 two.pth")).endsWith(QStringLiteral("in use")));
    // Kept for the next time.
    JobBridge jobs;
    ModelLibrary again(jobs, m_library->store());
    QTRY_VERIFY_WITH_TIMEOUT(again.isKnown(), kPatience_ms);
    QCOMPARE(again.weightsFor("sam")->filename(), std::filesystem::path("two.pth"));
}

void TestModelsDialog::testWeightsAreMarkedAndGiveWayToAFile() {
    select(kTestRow);
    for (const char* name : {"Download", "Import as", "Verify", "Test", "Remove"})
        QVERIFY2(!button(QString::fromLatin1(name))->isEnabled(), name);
    press(QStringLiteral("Use this one"));
    QCOMPARE(*m_library->weightsFor("sam"), std::filesystem::path(kTestWeights));
    QVERIFY(!m_library->modelFor("sam"));
    QVERIFY(state(kTestRow).contains(QStringLiteral("mean nothing")));
    press(QStringLiteral("Stop using them"));
    QVERIFY(!m_library->weightsFor("sam"));
    QCOMPARE(state(kTestRow), QStringLiteral("Part of the program"));

    press(QStringLiteral("Use this one"));
    m_files = {QString::fromStdString(own("mine.pth").string())};
    press(QStringLiteral("Import file"));
    QTRY_VERIFY_WITH_TIMEOUT(m_library->modelFor("sam"), kPatience_ms);
    QCOMPARE(m_library->weightsFor("sam")->filename(), std::filesystem::path("mine.pth"));
    // What is in use is where the page opens.
    select(QStringLiteral("Dictionary"));
    m_dialog->showRole("sam");
    QCOMPARE(table()->currentItem()->text(0), QStringLiteral("Small \u2013 mine.pth"));
    select(kTestRow);
    press(QStringLiteral("Use this one"));
    select(QStringLiteral("Small \u2013 mine.pth"));
    press(QStringLiteral("Use this one"));
    QVERIFY(!m_library->usesTestWeights("sam"));
}

void TestModelsDialog::theKeyboardIsEnough() {
    table()->setFocus();
    select(QStringLiteral("Small"));
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_questions.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Installed, verified"), kPatience_ms);
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(m_questions.size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(state(QStringLiteral("Small")), QStringLiteral("Not installed"), kPatience_ms);
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(table()->currentItem()->text(0), QString(kTestRow));
    QTest::keyClick(table(), Qt::Key_Return);
    QVERIFY(m_library->usesTestWeights("sam"));
    QTest::keyClick(table(), Qt::Key_Return);
    QVERIFY(!m_library->usesTestWeights("sam"));
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(table()->currentItem()->text(0), QStringLiteral("Dictionary")); // over the heading
}

void TestModelsDialog::aTestSaysWhatIsWrong() {
    m_files = {QString::fromStdString(own("mine.pth").string())};
    press(QStringLiteral("Import file"));
    QTRY_VERIFY_WITH_TIMEOUT(m_library->weightsFor("sam"), kPatience_ms);
    select(QStringLiteral("Small \u2013 mine.pth"));
    press(QStringLiteral("Test")); // no network has this variant
    QTRY_VERIFY_WITH_TIMEOUT(m_library->testOf(*m_library->weightsFor("sam")), kPatience_ms);
    QVERIFY(!*m_library->testOf(*m_library->weightsFor("sam")));
    QVERIFY(!messages().isEmpty());
}

void TestModelsDialog::withoutAGraphicsCardOnlyTheProcessorIsOffered() {
    useMachine({.threads = 2});
    QCOMPARE(devices()->count(), 1);
    QCOMPARE(devices()->currentText(), QStringLiteral("the processor"));
    QVERIFY(!devices()->isEnabled());
    QCOMPARE(precisions()->count(), 1);
    QVERIFY(says(QStringLiteral("No NVIDIA graphics card with a driver was found")));
    // A card with a driver is of no use without LibTorch's half for it.
    useMachine({.threads = 2, .graphics_cards = {"Card One"}});
    QCOMPARE(devices()->count(), 1);
    QVERIFY(says(QStringLiteral("Card One is there, but LibTorch's part for graphics cards is not installed")));
}

void TestModelsDialog::aGraphicsCardIsChosenAndRemembered() {
    const Machine machine{.threads = 2, .graphics_cards = {"Card One", "Card Two"}, .usable_cards = 2};
    useMachine(machine);
    QCOMPARE(devices()->count(), 4);
    QCOMPARE(m_library->compute(), ComputeChoice());
    devices()->setCurrentIndex(devices()->findText(QStringLiteral("Card Two"), Qt::MatchStartsWith));
    Q_EMIT devices()->activated(devices()->currentIndex());
    precisions()->setCurrentIndex(precisions()->findText(QStringLiteral("16 bits (half)")));
    Q_EMIT precisions()->activated(precisions()->currentIndex());
    const ComputeChoice chosen{"cuda:1", "fp16"};
    QCOMPARE(m_library->compute(), chosen);
    useMachine(machine);
    QCOMPARE(m_library->compute(), chosen);
    QVERIFY(devices()->currentText().startsWith(QStringLiteral("Card Two")));
    // The processor takes no 16 bits.
    devices()->setCurrentIndex(devices()->findText(QStringLiteral("the processor")));
    Q_EMIT devices()->activated(devices()->currentIndex());
    QCOMPARE(m_library->compute(), (ComputeChoice{"cpu", "fp32"}));
    QCOMPARE(precisions()->count(), 1);
    // Nor is a card offered that was taken out.
    m_library->setCompute(chosen);
    useMachine({.threads = 2});
    QCOMPARE(m_library->compute(), ComputeChoice());
    QCOMPARE(devices()->currentText(), QStringLiteral("the processor"));
}

} // namespace

QTEST_MAIN(TestModelsDialog)
#include "test_models_dialog.moc"
