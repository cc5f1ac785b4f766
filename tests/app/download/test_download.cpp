// Downloads against a server on this machine that drops, stalls, lies and changes its mind.
#include <QtTest>

#include <atomic>
#include <fstream>
#include <thread>

#include "app/download/download.h"
#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "tests/app/download/file_server.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience_ms = 20000;

/// \p megabytes of bytes that repeat nowhere near.
QByteArray content(int megabytes, unsigned seed = 1) {
    QByteArray bytes(megabytes * 1000000, Qt::Uninitialized);
    unsigned state = seed;
    for (char& byte : bytes)
        byte = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
    return bytes;
}

std::string digestOf(const QByteArray& bytes) {
    Sha256 sha;
    sha.add(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
    return sha.hexDigest();
}

class TestDownload : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<TemporaryFolder>();
        m_content = content(2);
        m_server = std::make_unique<FileServer>(m_content);
        m_request = {};
        m_request.url = m_server->url();
        m_request.target = *m_folder / "models/model.pth";
        m_request.bytes = static_cast<std::uint64_t>(m_content.size());
        m_request.sha256 = digestOf(m_content);
        m_request.first_pause = std::chrono::milliseconds(1);
        m_request.silence = std::chrono::milliseconds(500);
        m_stop = {};
    }

    void aFileArrivesWholeWithItsHash();
    void aLostConnectionIsContinuedWhereItBroke();
    void anotherRunOfTheProgramContinues();
    void aSilentServerIsGivenUpAndAskedAgain();
    void aServerThatStaysSilentEndsInAnErrorAndKeepsThePart();
    void aServerWithoutRangesSendsTheWholeFileAgain();
    void aFileThatChangedInBetweenIsFetchedAnew_data();
    void aFileThatChangedInBetweenIsFetchedAnew();
    void anotherPartThanAskedForIsNotAppended();
    void aShorterFileThanPromisedIsNotTaken();
    void aFileOfAnotherLengthIsRefusedBeforeItComes();
    void withoutPublishedLengthTheServersCountIsHeldAgainstIt();
    void aWrongHashIsRefusedAndNothingStays();
    void aPartThatSpoiltTheFileIsFetchedAnew();
    void withoutHashAndTagNothingIsContinued();
    void missingFilesAreNotAskedForAgain();
    void busyServersAreAskedAgain();
    void redirectsAreFollowed();
    void redirectsInACircleEnd();
    void aServerThatIsNotThereEndsInAnError();
    void aStopRequestEndsItAndKeepsThePart();
    void aStopRequestEndsAPause();
    void twoDownloadsOfOneFileAreNotMixed();
    void aFullDiskIsSeenBefore();
    void noAddressIsAnError();

  private:
    /// Runs the download beside the event loop that the server needs.
    Result<std::string> run() {
        std::optional<Result<std::string>> result;
        std::atomic<bool> is_done = false;
        std::jthread worker([&] {
            result = download(
                m_request, [this](const Progress& step) { m_last = step; }, m_stop.get_token());
            is_done = true;
        });
        if (!QTest::qWaitFor([&] { return is_done.load(); }, kPatience_ms)) m_stop.request_stop();
        worker.join();
        return *result;
    }
    QByteArray arrived() const { return QByteArray::fromStdString(readFile(partialOf(m_request.target)).value_or("")); }
    bool isWhole() const { return readFile(m_request.target).value_or("") == m_content.toStdString(); }
    bool isTidy() const {
        int files = 0;
        for ([[maybe_unused]] const auto& each : fs::directory_iterator(m_request.target.parent_path()))
            ++files;
        return files == (fs::exists(m_request.target) ? 1 : 0);
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    QByteArray m_content;
    std::unique_ptr<FileServer> m_server;
    DownloadRequest m_request;
    std::stop_source m_stop;
    Progress m_last;
};

void TestDownload::aFileArrivesWholeWithItsHash() {
    const auto digest = run();
    QVERIFY2(digest, digest ? "" : digest.error().toString().c_str());
    QCOMPARE(*digest, m_request.sha256);
    QVERIFY(isWhole());
    QVERIFY(isTidy());
    QCOMPARE(m_last.fraction, 1.0);
    QCOMPARE(m_last.text, std::string("2.0 / 2.0 MB"));
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(m_server->requests()[0].range.isEmpty());
}

void TestDownload::aLostConnectionIsContinuedWhereItBroke() {
    m_server->script({{.close_after = 700000}, {.close_after = 500000}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests().size(), 3);
    QCOMPARE(m_server->requests()[1].range, QByteArray("bytes=700000-"));
    QCOMPARE(m_server->requests()[1].if_range, QByteArray("\"first\""));
    QCOMPARE(m_server->requests()[2].range, QByteArray("bytes=1200000-"));
}

void TestDownload::anotherRunOfTheProgramContinues() {
    m_request.attempts = 1;
    m_server->script({{.close_after = 900000}});
    const auto broken = run();
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(broken.error().subject, m_request.url);
    QCOMPARE(arrived(), m_content.left(900000));
    QVERIFY(run());
    QVERIFY(isWhole());
    QVERIFY(isTidy());
    QCOMPARE(m_server->requests().last().range, QByteArray("bytes=900000-"));

    // All of it had come, only the end of the program came first.
    fs::rename(m_request.target, partialOf(m_request.target));
    const auto asked = m_server->requests().size();
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests().size(), asked);
}

void TestDownload::aSilentServerIsGivenUpAndAskedAgain() {
    m_server->script({{.silent_after = 300000}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests()[1].range, QByteArray("bytes=300000-"));
}

void TestDownload::aServerThatStaysSilentEndsInAnErrorAndKeepsThePart() {
    m_request.attempts = 2;
    m_request.silence = std::chrono::milliseconds(100);
    m_server->script({{.silent_after = 300000}, {.silent_after = 0}, {.silent_after = 0}});
    const auto silent = run();
    QVERIFY(!silent);
    QVERIFY(silent.error().reason.find("silent") != std::string::npos);
    QVERIFY(silent.error().reason.find("2 times") != std::string::npos);
    QCOMPARE(arrived(), m_content.left(300000));
    QVERIFY(!fs::exists(m_request.target));
}

void TestDownload::aServerWithoutRangesSendsTheWholeFileAgain() {
    m_server->script({{.close_after = 700000}, {.knows_ranges = false}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests().size(), 2);
}

void TestDownload::aFileThatChangedInBetweenIsFetchedAnew_data() {
    QTest::addColumn<bool>("minds_if_range");
    QTest::newRow("a good server sends the new one") << true;
    QTest::newRow("a careless one sends a part of it") << false;
}

void TestDownload::aFileThatChangedInBetweenIsFetchedAnew() {
    QFETCH(bool, minds_if_range);
    m_request.sha256.clear(); // no hash would save us
    m_server->script({{.close_after = 700000}, {.minds_if_range = minds_if_range}});
    m_server->on_request = [this](const FileServer::Request& request) {
        if (request.range.isEmpty()) return;
        m_content = content(2, 7);
        m_server->setContent(m_content, "\"second\"");
    };
    QVERIFY(run());
    QVERIFY(isWhole());
}

void TestDownload::anotherPartThanAskedForIsNotAppended() {
    m_request.sha256.clear();
    m_server->script({{.close_after = 700000}, {.range_error = -1000}});
    QVERIFY(run());
    QVERIFY(isWhole());
}

void TestDownload::aShorterFileThanPromisedIsNotTaken() {
    m_request.sha256.clear();
    m_request.bytes.reset();
    m_request.attempts = 2;
    m_server->script({{.length_error = 5000}, {.length_error = 5000}, {.length_error = 5000}, {.length_error = 5000}});
    const auto cut = run();
    QVERIFY(!cut);
    QVERIFY(!fs::exists(m_request.target));
}

void TestDownload::aFileOfAnotherLengthIsRefusedBeforeItComes() {
    m_request.bytes = 12345;
    const auto other = run();
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::MalformedFile);
    QVERIFY(other.error().reason.find("2000000") != std::string::npos);
    QVERIFY(isTidy());
    QCOMPARE(m_server->requests().size(), 1);
}

void TestDownload::withoutPublishedLengthTheServersCountIsHeldAgainstIt() {
    m_request.bytes.reset();
    m_server->script({{.close_after = 400000}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_last.text, std::string("2.0 / 2.0 MB"));
}

void TestDownload::aWrongHashIsRefusedAndNothingStays() {
    m_server->setContent(content(2, 5), "\"other\"");
    const auto wrong = run();
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, ErrorCode::MalformedFile);
    QVERIFY(isTidy());
    QVERIFY(!fs::exists(m_request.target));
    QCOMPARE(m_server->requests().size(), 1);
}

void TestDownload::aPartThatSpoiltTheFileIsFetchedAnew() {
    m_request.attempts = 1;
    m_server->script({{.close_after = 900000}});
    QVERIFY(!run());
    std::fstream(partialOf(m_request.target), std::ios::in | std::ios::out | std::ios::binary).write("damage", 6);
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests().size(), 3);
    QVERIFY(m_server->requests().last().range.isEmpty());
}

void TestDownload::withoutHashAndTagNothingIsContinued() {
    m_request.sha256.clear();
    m_server->script({{.close_after = 700000, .says_etag = false, .same_again = true}, {.says_etag = false}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QVERIFY(m_server->requests()[1].range.isEmpty());
}

void TestDownload::missingFilesAreNotAskedForAgain() {
    m_server->script({{.status = 404}});
    const auto missing = run();
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
    QVERIFY(missing.error().reason.find("404") != std::string::npos);
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(isTidy());

    m_server->script({{.status = 403}});
    QVERIFY(!run());
    QCOMPARE(m_server->requests().size(), 2);
}

void TestDownload::busyServersAreAskedAgain() {
    m_server->script({{.status = 503}, {.status = 429}, {.status = 500}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests().size(), 4);
}

void TestDownload::redirectsAreFollowed() {
    m_server->redirect("/model.pth", "/moved/model.pth");
    m_server->script({{.close_after = 100000}});
    QVERIFY(run());
    QVERIFY(isWhole());
    QCOMPARE(m_server->requests().last().path, QByteArray("/moved/model.pth"));
    QCOMPARE(m_server->requests().last().range, QByteArray("bytes=100000-"));
    QCOMPARE(m_server->requests().front().path, QByteArray("/model.pth"));
}

void TestDownload::redirectsInACircleEnd() {
    m_server->redirect("/model.pth", "/model.pth");
    const auto lost = run();
    QVERIFY(!lost);
    QVERIFY(isTidy());
}

void TestDownload::aServerThatIsNotThereEndsInAnError() {
    m_request.attempts = 3;
    m_server->close();
    const auto gone = run();
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::FileUnreadable);
    QVERIFY(gone.error().reason.find("3 times") != std::string::npos);
}

void TestDownload::aStopRequestEndsItAndKeepsThePart() {
    m_request.silence = std::chrono::minutes(1);
    m_server->script({{.silent_after = 300000}});
    std::optional<Result<std::string>> result;
    std::jthread worker([&] { result = download(m_request, {}, m_stop.get_token()); });
    QTRY_COMPARE_WITH_TIMEOUT(arrived().size(), 300000, kPatience_ms);
    m_stop.request_stop();
    worker.join();
    QVERIFY(!*result);
    QCOMPARE(result->error().code, ErrorCode::Cancelled);
    QCOMPARE(arrived(), m_content.left(300000));
    m_stop = {};
    QVERIFY(run());
    QVERIFY(isWhole());
}

void TestDownload::aStopRequestEndsAPause() {
    m_request.first_pause = std::chrono::minutes(5);
    m_server->script({{.status = 503}});
    m_server->on_request = [this](const FileServer::Request&) {
        QTimer::singleShot(50, this, [this] { m_stop.request_stop(); });
    };
    const auto cancelled = run();
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
}

void TestDownload::twoDownloadsOfOneFileAreNotMixed() {
    m_server->script({{.silent_after = 300000}});
    m_request.silence = std::chrono::minutes(1);
    std::optional<Result<std::string>> first;
    std::jthread worker([&] { first = download(m_request, {}, m_stop.get_token()); });
    QTRY_COMPARE_WITH_TIMEOUT(arrived().size(), 300000, kPatience_ms);
    const auto second = download(m_request, {}, {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::InvalidValue);
    m_stop.request_stop();
}

void TestDownload::aFullDiskIsSeenBefore() {
    m_request.bytes = std::uint64_t{1} << 60;
    const auto full = run();
    QVERIFY(!full);
    QCOMPARE(full.error().code, ErrorCode::WriteFailed);
    QVERIFY(full.error().reason.find("MB free") != std::string::npos);
    QVERIFY(m_server->requests().isEmpty());
}

void TestDownload::noAddressIsAnError() {
    for (const char* url : {"", "model.pth", "file:///etc/passwd", "ftp://host/model.pth"}) {
        m_request.url = url;
        const auto wrong = run();
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::InvalidValue);
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestDownload)
#include "test_download.moc"
