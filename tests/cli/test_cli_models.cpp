// `soundmask-cli models` as a user calls it; downloads come from a server on this machine.
#include <QtTest>

#include <fstream>

#include "core/base/atomic_file.h"
#include "tests/app/download/file_server.h"
#include "tests/cli/models_program.h"
#include "tests/core/nn/checkpoint_writer.h"
#ifdef SOUNDMASK_WITH_NETWORKS
#include "core/nn/networks.h"
#include "tests/core/nn/filled_checkpoint.h"
#endif

using namespace soundmask;
using namespace soundmask::test;
using Json = nlohmann::json;

namespace {

class TestCliModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }

    void everyCommandHasAnExample();
    void listShowsWhatThereIsAndWhere();
    void aFileIsImportedVerifiedAndFoundDamaged();
    void filesOfNoKindAreRefusedByName();
    void aDownloadIsCheckedAgainstThePublishedFile();
    void whatNobodyPublishesIsNotFetched();
#ifdef SOUNDMASK_WITH_NETWORKS
    void anImportedNetworkIsTried();
#endif

  private:
    Outcome run(const QStringList& arguments) {
        return runModels(path("models"), arguments);
    }
    QString path(const std::string& name) const {
        return QString::fromStdString((*m_folder / name).string());
    }

    std::unique_ptr<TemporaryFolder> m_folder;
};

void TestCliModels::everyCommandHasAnExample() {
    for (const char* command : {"list", "import", "verify", "download", "test"}) {
        const Outcome help = run({QString::fromLatin1(command), QStringLiteral("--help")});
        QCOMPARE(help.exit_code, 0);
        QVERIFY(help.out.contains(QStringLiteral("Example: soundmask-cli models ") + QString::fromLatin1(command)));
    }
    QCOMPARE(run({}).exit_code, 2);
    QCOMPARE(run({QStringLiteral("download")}).exit_code, 2);
}

void TestCliModels::listShowsWhatThereIsAndWhere() {
    const Json list = run({QStringLiteral("list"), QStringLiteral("--json")}).json();
    QCOMPARE(list["schema"], "soundmask/models/1");
    QCOMPARE(list["folder"].get<std::string>(), path("models").toStdString());
    QCOMPARE(list["bytes"], 0);
    QCOMPARE(list["roles"].size(), 12u);
    const Json& mobile = list["roles"][0]["files"][0];
    QCOMPARE(mobile["variant"], "mobile");
    QCOMPARE(mobile["bytes"], 40728226);
    QVERIFY(mobile["installed"].empty());
    const Outcome text = run({QStringLiteral("list")});
    QCOMPARE(text.exit_code, 0);
    QVERIFY(text.out.contains(QStringLiteral("sam/vit-b  SAM ViT-B, 375.0 MB, Apache-2.0")));
    QVERIFY(text.out.contains(QStringLiteral("size not published")));
}

void TestCliModels::aFileIsImportedVerifiedAndFoundDamaged() {
    const auto own = (*m_folder / "own.pth");
    writeTorchZip(own,
                  stateDictPickle({{"neck.lateral_convs.0.weight", {256, 256, 1, 1}, {256, 1, 1, 1}, "0", 65536},
                                   {"audio_encoder.fbsp.m", {1025}, {1}, "0", 65536}}),
                  {{"0", bytesOf(std::vector<float>(65536))}});
    const Json imported =
        run({QStringLiteral("import"), QString::fromStdString(own.string()), QStringLiteral("--json")}).json();
    const Json& model = imported["models"][0];
    QCOMPARE(model["role"], "acfpn");
    QCOMPARE(model["check"], "own");
    QCOMPARE(model["sha256"].get<std::string>().size(), 64u);
    const auto place = std::filesystem::path(model["path"].get<std::string>());
    QCOMPARE(readFile(place).value(), readFile(own).value());
    QVERIFY(run({QStringLiteral("verify")}).out.contains(QStringLiteral("acfpn/own: installed")));

    std::fstream(place, std::ios::in | std::ios::out | std::ios::binary).seekp(70000).write("rot", 3);
    const Outcome damaged = run({QStringLiteral("verify"), QStringLiteral("acfpn")});
    QCOMPARE(damaged.exit_code, 1);
    QVERIFY(damaged.err.contains(QStringLiteral("damaged")));
    QCOMPARE(
        run({QStringLiteral("list"), QStringLiteral("--json")}).json()["roles"][5]["files"][0]["installed"][0]["state"],
        "damaged");
}

void TestCliModels::filesOfNoKindAreRefusedByName() {
    std::ofstream(*m_folder / "letter.pth") << "Dear model";
    const Outcome refused = run({QStringLiteral("import"), path("letter.pth"), path("none.pth")});
    QCOMPARE(refused.exit_code, 1);
    QCOMPARE(refused.err.count(QLatin1Char('\n')), 2);
    QVERIFY(refused.err.contains(QStringLiteral("letter.pth")));
    QVERIFY(refused.err.contains(QStringLiteral("none.pth")));
}

void TestCliModels::aDownloadIsCheckedAgainstThePublishedFile() {
    FileServer server(QByteArray(5000, 'x'));
    const auto from = [&](const char* id) {
        return run({QStringLiteral("download"), QString::fromLatin1(id), QStringLiteral("--from"),
                    QString::fromStdString(server.url())});
    };
    const Outcome other_length = from("sam/mobile");
    QCOMPARE(other_length.exit_code, 1);
    QVERIFY(other_length.err.contains(QStringLiteral("40728226")));
    QVERIFY(other_length.out.contains(QStringLiteral("licence Apache-2.0"))); // said before anything is fetched
    const Outcome other_content = from("vggish");
    QCOMPARE(other_content.exit_code, 1);
    QVERIFY(other_content.err.contains(QStringLiteral("not the published file")));
    server.script({{.status = 404}});
    QVERIFY(from("vggish").err.contains(QStringLiteral("404")));
    QVERIFY(run({QStringLiteral("list"), QStringLiteral("--json")}).json()["bytes"] == 0);
}

void TestCliModels::whatNobodyPublishesIsNotFetched() {
    QVERIFY(
        run({QStringLiteral("download"), QStringLiteral("acfpn")}).err.contains(QStringLiteral("nobody publishes it")));
    QVERIFY(run({QStringLiteral("download"), QStringLiteral("sam")}).err.contains(QStringLiteral("sam/vit-h")));
    QVERIFY(run({QStringLiteral("test"), QStringLiteral("sam")}).err.contains(QStringLiteral("not installed")));
}

#ifdef SOUNDMASK_WITH_NETWORKS
void TestCliModels::anImportedNetworkIsTried() {
    const auto networks = nn::openNetworks();
    QVERIFY2(networks, networks ? "" : networks.error().toString().c_str());
    auto outline = (*networks)->outlineSegmenter(nn::SamVariant::Mobile);
    QVERIFY(outline);
    writeFilledCheckpoint(*m_folder / "mobile.pt", nn::FillFamily::Sam, outline->parameters);
    QVERIFY(run({QStringLiteral("import"), path("mobile.pt"), QStringLiteral("--reference")})
                .out.contains(QStringLiteral("sam/mobile: installed, your own")));
    const Outcome tried = run({QStringLiteral("test"), QStringLiteral("--json")});
    QVERIFY2(tried.exit_code == 0, qPrintable(tried.err));
    const Json test = tried.json()["tests"][0];
    QCOMPARE(test["passed"], true);
    QCOMPARE(test["model"]["role"], "sam");
    QVERIFY(test["arithmetic_s"].get<double>() > 0.0);
    QVERIFY(test["picture_s"].get<double>() > 0.0);
    QVERIFY(test["library"].get<std::string>().starts_with("LibTorch"));

    // Weights that are no numbers.
    std::string bytes = readFile(*m_folder / "mobile.pt").value();
    const auto values = nn::fillWeights(nn::FillFamily::Sam, outline->parameters[0].key, outline->parameters[0].shape);
    const auto begin = bytes.find(bytesOf(*values));
    QVERIFY(begin != std::string::npos);
    const float nothing = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t i = 0; i < values->size(); ++i)
        bytes.replace(begin + i * sizeof nothing, sizeof nothing, reinterpret_cast<const char*>(&nothing),
                      sizeof nothing);
    std::ofstream(*m_folder / "mobile.pt", std::ios::binary) << bytes;
    const Outcome sick = run({QStringLiteral("test"), QStringLiteral("sam")});
    QCOMPARE(sick.exit_code, 1);
    QVERIFY2(sick.err.contains(QStringLiteral("finite")), qPrintable(sick.err));
}
#endif

} // namespace

QTEST_GUILESS_MAIN(TestCliModels)
#include "test_cli_models.moc"
