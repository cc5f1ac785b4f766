// `soundmask-cli models download` to the end, with a published file that a server on this machine offers.
#include <QtTest>

#include "core/base/atomic_file.h"
#include "tests/app/download/file_server.h"
#include "tests/cli/models_program.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

class TestCliModelsShared : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aDownloadByNameGoesOnAfterABreakAndEndsVerified();
};

void TestCliModelsShared::aDownloadByNameGoesOnAfterABreakAndEndsVerified() {
    const auto published = readFile(SOUNDMASK_SHARED_DIR "/golden/aclp/inputs/bpe_simple_vocab_16e6.txt.gz");
    QVERIFY2(published, published ? "" : published.error().toString().c_str());
    const TemporaryFolder folder;
    const QString models = QString::fromStdString((folder / "models").string());
    FileServer server(QByteArray::fromStdString(*published));
    const auto download = [&] {
        return runModels(models, {QStringLiteral("download"), QStringLiteral("clip-bpe/16e6"), QStringLiteral("--json"),
                                  QStringLiteral("--from"), QString::fromStdString(server.url())});
    };
    // The connection breaks: what has arrived stays, and the rest is fetched.
    server.script({{.close_after = 500000}});
    const Outcome done = download();
    QVERIFY2(done.exit_code == 0, qPrintable(done.err));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().range, QByteArray("bytes=500000-"));
    const auto model = done.json()["models"][0];
    QCOMPARE(model["check"], "official");
    QCOMPARE(readFile(model["path"].get<std::string>()).value(), *published);

    const Outcome verified = runModels(models, {QStringLiteral("verify"), QStringLiteral("clip-bpe")});
    QVERIFY(verified.out.contains(QStringLiteral("clip-bpe/16e6: installed, verified")));
    const auto list = runModels(models, {QStringLiteral("list"), QStringLiteral("--json")}).json();
    QCOMPARE(list["bytes"], published->size());
}

} // namespace

QTEST_GUILESS_MAIN(TestCliModelsShared)
#include "test_cli_models_shared.moc"
