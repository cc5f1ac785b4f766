#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/sha256.h"
#include "core/models/installed_weights.h"
#include "core/models/memory_need.h"
#include "core/models/model_store.h"
#include "tests/core/nn/checkpoint_writer.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;
namespace fs = std::filesystem;

namespace {

using Check = InstalledModel::Check;
using State = InstalledModel::State;

std::string digestOf(std::string_view bytes) {
    Sha256 sha;
    sha.add(bytes);
    return sha.hexDigest();
}

/// A torch file with the tensor \p key of \p count zeros and a note that makes its bytes its own.
fs::path writeWeights(const fs::path& path, const std::string& key, std::int64_t count, const std::string& note = "") {
    fs::create_directories(path.parent_path());
    writeTorchZip(path, stateDictPickle({{key, {count}, {1}, "0", count}}),
                  {{"0", bytesOf(std::vector<float>(static_cast<std::size_t>(count)))}}, {{"note", note}});
    return path;
}

/// A store in a folder of its own, with a catalogue of small files that are made here.
struct Shop {
    TemporaryFolder folder;
    fs::path official_small = writeWeights(folder / "in/small.pth", "encoder.weight", 3, "official");
    fs::path own_small = writeWeights(folder / "in/mine.pth", "encoder.weight", 3, "own");
    fs::path own_twin = writeWeights(folder / "in/twin.pth", "twin.weight", 5);
    fs::path own_large = writeWeights(folder / "in/large.pth", "encoder.weight", 4);
    ModelCatalogue catalogue = [this] {
        const std::string content = readFile(official_small).value();
        const std::string published =
            R"("licence": "MIT", "url": "https://example.org/x", "page": "https://example.org")";
        const auto parsed = ModelCatalogue::parse(R"({"roles": [
            {"role": "sam", "title": "Sam", "purpose": "Masks.", "files": [
                {"variant": "small", "title": "Small", "file": "small.pth", )" +
                                                      published + R"(,
                 "bytes": )" + std::to_string(content.size()) +
                                                      R"(, "sha256": ")" + digestOf(content) + R"(",
                 "keys": {"encoder.weight": [3]}},
                {"variant": "large", "title": "Large", "file": "large.pth", )" +
                                                      published + R"(, "keys": {"encoder.weight": [4]}}]},
            {"role": "twin", "title": "Twin", "purpose": "Two of a kind.", "files": [
                {"variant": "full", "title": "Full", "file": "full.pth", )" +
                                                      published + R"(, "keys": {"twin.weight": [5]}},
                {"variant": "partial", "title": "Partial", "file": "partial.pth", )" +
                                                      published + R"(, "keys": {"twin.weight": [5]}}]},
            {"role": "words", "title": "Words", "purpose": "Words.", "files": [
                {"variant": "base", "title": "Base", "file": "vocab.txt", )" +
                                                      published + R"(, "sha256": ")" + digestOf("a\nb\n") + R"("}]}]})",
                                                  "test");
        REQUIRE_MESSAGE(parsed, parsed.error().toString());
        return *parsed;
    }();
    ModelStore store{folder / "models", catalogue};

    Result<InstalledModel> import(const fs::path& file, const ModelStore::ImportOptions& options = {}) {
        return store.import(file, options, {}, {});
    }
    std::vector<InstalledModel> installed() {
        const auto models = store.installed();
        REQUIRE_MESSAGE(models, models.error().toString());
        return *models;
    }
    InstalledModel only() {
        const auto models = installed();
        REQUIRE(models.size() == 1);
        return models.front();
    }
};

bool mentions(const Error& error, std::string_view part) {
    return error.toString().find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the built-in catalogue knows every role of the command line") {
    std::set<std::string> names;
    for (const ModelRole& role : ModelCatalogue::official().roles()) {
        names.insert(role.name);
        CHECK_FALSE(role.files.empty());
        for (const ModelFile& file : role.files) {
            CAPTURE(file.id());
            CHECK_FALSE(file.title.empty());
            if (!file.isPublished()) continue;
            CHECK(file.url.starts_with("https://"));
            CHECK(file.page.starts_with("https://"));
        }
    }
    CHECK(names == std::set<std::string>{"sam", "audioclip", "esresnext", "clap", "gdino", "acfpn", "tpavi", "vggish",
                                         "bert-vocab", "roberta-vocab", "roberta-merges", "clip-bpe"});
    const auto& catalogue = ModelCatalogue::official();
    CHECK(catalogue.file("sam", "vit-b")->bytes == 375042383u);
    CHECK_FALSE(catalogue.file("vggish", "torchvggish")->bytes.has_value());
    CHECK((*catalogue.find("gdino"))->variant == "swin-b");
    CHECK(mentions(catalogue.find("sam").error(), "sam/vit-h"));
    CHECK(mentions(catalogue.find("sun/vit-h").error(), "esresnext"));
}

TEST_CASE("a catalogue with a flaw is refused by the entry's name") {
    const auto flawed = [](const std::string& entry) {
        const auto parsed = ModelCatalogue::parse(
            R"({"roles": [{"role": "sam", "title": "", "purpose": "", "files": [)" + entry + "]}]}", "test");
        REQUIRE_FALSE(parsed);
        return parsed.error();
    };
    CHECK(mentions(flawed(R"({"variant": "a", "title": "", "sha256": "ABC"})"), "sam/a"));
    CHECK(mentions(flawed(R"({"variant": "a", "title": "", "file": "../x"})"), "plain name"));
    CHECK(mentions(flawed(R"({"variant": "a", "title": "", "url": "https://x"})"), "licence"));
    CHECK(mentions(flawed(R"({"variant": "a", "title": ""}, {"variant": "a", "title": ""})"), "two"));
    CHECK(flawed(R"({"title": ""})").code == ErrorCode::MalformedFile);
}

TEST_CASE("the folder is the one of the environment, else below the user's data") {
    ::setenv("SOUNDMASK_MODELS", "/shared/models", 1);
    CHECK(ModelStore::standardFolder() == "/shared/models");
    ::unsetenv("SOUNDMASK_MODELS");
    ::setenv("XDG_DATA_HOME", "/data", 1);
    CHECK(ModelStore::standardFolder() == "/data/Soundmask/models");
    ::setenv("XDG_DATA_HOME", "relative", 1);
    ::setenv("HOME", "/home/ann", 1);
    CHECK(ModelStore::standardFolder() == "/home/ann/.local/share/Soundmask/models");
}

TEST_CASE("an official file is known by its hash and gets its own name") {
    Shop shop;
    fs::rename(shop.official_small, shop.folder / "in/downloaded (1).bin");
    const auto model = shop.import(shop.folder / "in/downloaded (1).bin");
    REQUIRE_MESSAGE(model, model.error().toString());
    CHECK(model->id() == "sam/small");
    CHECK(model->check == Check::Official);
    CHECK(model->path == shop.folder / "models/sam/small.pth");
    CHECK(readFile(model->path).value() == readFile(shop.folder / "in/downloaded (1).bin").value());
    CHECK(shop.only().check == Check::Official);
    CHECK(shop.store.fileFor("sam").value() == model->path);
    CHECK(shop.store.fileFor("sam", "small").value() == model->path);
    // Again: nothing new.
    CHECK(shop.import(shop.folder / "in/downloaded (1).bin"));
    CHECK(shop.installed().size() == 1);
}

TEST_CASE("an own file is known by its tensors and said to be own") {
    Shop shop;
    const auto model = shop.import(shop.own_small);
    REQUIRE_MESSAGE(model, model.error().toString());
    CHECK(model->id() == "sam/small");
    CHECK(model->check == Check::Own);
    CHECK(shop.import(shop.own_large)->check == Check::NoPublishedHash);
    CHECK(shop.store.fileFor("sam", "large"));
    // Another file of the same name does not take its place.
    const auto rival = shop.import(writeWeights(shop.folder / "elsewhere/mine.pth", "encoder.weight", 3, "third"));
    REQUIRE_FALSE(rival);
    CHECK(rival.error().code == ErrorCode::InvalidValue);
    CHECK(readFile(model->path).value() == readFile(shop.own_small).value());
}

TEST_CASE("several files for a role are never chosen from silently") {
    Shop shop;
    const auto none = shop.store.fileFor("sam");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::MissingModel);
    CHECK(none.error().subject == "sam");
    REQUIRE(shop.import(shop.official_small));
    REQUIRE(shop.import(shop.own_large));
    const auto two = shop.store.fileFor("sam");
    REQUIRE_FALSE(two);
    CHECK(two.error().code == ErrorCode::InvalidValue);
    CHECK(mentions(two.error(), "sam/small"));
    CHECK(mentions(two.error(), "sam/large"));
    CHECK(shop.store.fileFor("sam", "small"));
}

TEST_CASE("what only the user can tell is asked for") {
    Shop shop;
    const auto twins = shop.import(shop.own_twin);
    REQUIRE_FALSE(twins);
    CHECK(twins.error().code == ErrorCode::UnknownName);
    CHECK(mentions(twins.error(), "twin/full, twin/partial"));
    CHECK(shop.import(shop.own_twin, {.variant = "partial"})->id() == "twin/partial");

    const fs::path words = shop.folder / "in/words.txt";
    std::ofstream(words) << "c\n";
    CHECK(shop.import(words).error().code == ErrorCode::UnknownName);
    CHECK(shop.import(words, {.role = "words"})->check == Check::Own);
    std::ofstream(words) << "a\nb\n";
    CHECK(shop.import(words)->check == Check::Official);
}

TEST_CASE("a file for another role is refused with the reason") {
    Shop shop;
    const auto wrong_role = shop.import(shop.official_small, {.role = "twin"});
    REQUIRE_FALSE(wrong_role);
    CHECK(mentions(wrong_role.error(), "sam/small"));
    const auto wrong_tensor = shop.import(shop.own_small, {.role = "twin"});
    REQUIRE_FALSE(wrong_tensor);
    CHECK(wrong_tensor.error().code == ErrorCode::ShapeMismatch);
    CHECK(mentions(wrong_tensor.error(), "twin.weight"));
    const auto wrong_shape = shop.import(shop.own_small, {.role = "sam", .variant = "large"});
    CHECK(mentions(wrong_shape.error(), "[3]"));
    CHECK(shop.import(shop.own_small, {.role = "words"}).error().code == ErrorCode::ShapeMismatch);
    CHECK(mentions(shop.import(shop.own_small, {.role = "sun"}).error(), "sun"));
    CHECK(shop.import(shop.folder / "none.pth").error().code == ErrorCode::FileNotFound);
    CHECK(shop.import(shop.folder.path()).error().code == ErrorCode::FileUnreadable);
    CHECK(shop.installed().empty());
    CHECK_FALSE(fs::exists(shop.folder / "models/sam"));
}

TEST_CASE("a referenced file stays where it is, also when it is removed") {
    Shop shop;
    const auto model = shop.import(shop.own_small, {.reference = true});
    REQUIRE_MESSAGE(model, model.error().toString());
    CHECK(model->is_referenced);
    CHECK(shop.only().path == fs::canonical(shop.own_small));
    CHECK_FALSE(fs::exists(shop.folder / "models/sam"));
    REQUIRE(shop.store.remove(*model));
    CHECK(shop.installed().empty());
    CHECK(fs::exists(shop.own_small));
}

TEST_CASE("a copied file is deleted when it is removed") {
    Shop shop;
    const auto model = shop.import(shop.own_small);
    REQUIRE(shop.store.remove(*model));
    CHECK(shop.installed().empty());
    CHECK_FALSE(fs::exists(model->path));
}

TEST_CASE("lost and changed files are seen, damage is found by reading") {
    Shop shop;
    const auto model = shop.import(shop.official_small);
    REQUIRE(model);
    const std::string content = readFile(model->path).value();
    const auto write = [&](const std::string& bytes) { std::ofstream(model->path, std::ios::binary) << bytes; };

    write(content + "more");
    CHECK(shop.only().state == State::Damaged);
    CHECK_FALSE(shop.store.fileFor("sam"));

    std::string flipped = content;
    flipped[content.size() / 2] ^= 1;
    write(flipped);
    fs::last_write_time(model->path, fs::last_write_time(model->path) + std::chrono::seconds(5));
    CHECK(shop.only().state == State::Present);
    CHECK(shop.only().check == Check::NotChecked);
    CHECK(shop.store.verify(shop.only(), {}, {})->state == State::Damaged);
    CHECK(shop.only().state == State::Damaged);
    CHECK_FALSE(shop.store.fileFor("sam"));

    REQUIRE(shop.import(shop.official_small)); // puts it right
    CHECK(shop.only().check == Check::Official);
    CHECK(shop.store.verify(shop.only(), {}, {})->state == State::Present);

    fs::remove(model->path);
    CHECK(shop.only().state == State::Gone);
    CHECK(shop.store.fileFor("sam").error().code == ErrorCode::MissingModel);
}

TEST_CASE("a file put into the folder by hand is found and can be checked") {
    Shop shop;
    fs::create_directories(shop.folder / "models/sam");
    fs::copy_file(shop.official_small, shop.folder / "models/sam/small.pth");
    fs::copy_file(shop.own_small, shop.folder / "models/sam/stranger.pth");
    CHECK(shop.only().check == Check::NotChecked);
    CHECK(shop.store.fileFor("sam"));
    const auto verified = shop.store.verify(shop.only(), {}, {});
    REQUIRE(verified);
    CHECK(verified->check == Check::Official);
    CHECK(shop.only().check == Check::Official);

    fs::copy_file(shop.official_small, shop.folder / "models/sam/large.pth");
    const auto models = shop.installed();
    REQUIRE(models.size() == 2);
    CHECK(models[1].id() == "sam/large");
    std::ofstream(shop.folder / "models/sam/small.pth") << "short";
    CHECK(shop.installed()[0].state == State::Damaged);
}

TEST_CASE("a download is entered") {
    Shop shop;
    const ModelFile& file = *shop.catalogue.file("sam", "small");
    CHECK_FALSE(shop.store.enterDownloaded(file, file.sha256));
    fs::create_directories(shop.store.placeOf(file).parent_path());
    fs::copy_file(shop.official_small, shop.store.placeOf(file));
    CHECK(shop.store.enterDownloaded(file, file.sha256)->check == Check::Official);
    CHECK(shop.only().bytes == *file.bytes);
}

TEST_CASE("a stop request ends an import and leaves nothing") {
    Shop shop;
    std::stop_source stop;
    stop.request_stop();
    CHECK(shop.store.import(shop.own_small, {}, {}, stop.get_token()).error().code == ErrorCode::Cancelled);
    CHECK(shop.installed().empty());
    CHECK_FALSE(fs::exists(shop.folder / "models/sam"));
}

TEST_CASE("progress of an import ends at 1") {
    Shop shop;
    std::vector<double> seen;
    REQUIRE(shop.store.import(shop.own_small, {}, [&](const Progress& step) { seen.push_back(step.fraction); }, {}));
    REQUIRE_FALSE(seen.empty());
    CHECK(std::is_sorted(seen.begin(), seen.end()));
    CHECK(seen.back() == 1.0);
}

TEST_CASE("a damaged list is an error that names it, and nothing is lost by another writer") {
    Shop shop;
    std::vector<std::jthread> writers;
    for (int i = 0; i < 8; ++i)
        writers.emplace_back([&shop, i] {
            const auto file =
                writeWeights(shop.folder / ("in/" + std::to_string(i) + "/own" + std::to_string(i) + ".pth"),
                             "encoder.weight", 3, std::to_string(i));
            ModelStore(shop.folder / "models", shop.catalogue).import(file, {}, {}, {}).value();
        });
    writers.clear();
    CHECK(shop.installed().size() == 8);

    std::ofstream(shop.folder / "models/installed.json") << "{";
    const auto models = shop.store.installed();
    REQUIRE_FALSE(models);
    CHECK(mentions(models.error(), "installed.json"));
    CHECK_FALSE(shop.import(shop.own_small));
}

TEST_CASE("methods get installed files for the roles they are not given") {
    Shop shop;
    const std::vector<std::string> roles{"sam", "twin"};
    CHECK(withInstalledWeights({}, roles, shop.store)->empty());
    const auto small = shop.import(shop.official_small);
    REQUIRE(small);
    CHECK(*withInstalledWeights({}, roles, shop.store) == WeightMap{{"sam", small->path}});
    CHECK(*withInstalledWeights({{"sam", "mine.pth"}}, roles, shop.store) == WeightMap{{"sam", "mine.pth"}});
    REQUIRE(shop.import(shop.own_large));
    const auto several = withInstalledWeights({}, roles, shop.store);
    REQUIRE_FALSE(several);
    CHECK(mentions(several.error(), "--weights sam=FILE"));
    CHECK(withInstalledWeights({{"sam", "mine.pth"}}, roles, shop.store));
}

TEST_CASE("a network that does not fit into the free memory is refused with its name, its need and what there is") {
    ModelFile file;
    file.title = "SAM ViT-H";
    file.memory_bytes = 5'400'000'000;
    Machine machine;
    machine.free_memory_bytes = 2'100'000'000;
    const auto refused = requireMemory(file, machine);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::OutOfMemory);
    CHECK(refused.error().subject == "SAM ViT-H");
    CHECK(refused.error().reason.find("5.4 GB") != std::string::npos);
    CHECK(refused.error().reason.find("2.1 GB are free") != std::string::npos);
    machine.free_memory_bytes = 5'400'000'000;
    CHECK(requireMemory(file, machine));
    machine.free_memory_bytes = 0; // unknown
    CHECK(requireMemory(file, machine));
}

TEST_CASE("what every network of this version needs was measured") {
    for (const char* role : {"sam", "audioclip"})
        for (const ModelFile& file : ModelCatalogue::official().role(role)->files) {
            CAPTURE(file.id());
            CHECK(file.memory_bytes.value_or(0) > 100'000'000);
        }
}
