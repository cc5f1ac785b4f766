#include <SQLiteCpp/Database.h>
#include <cstring>
#include <doctest/doctest.h>
#include <unistd.h>

#include "core/project/store/store_database.h"
#include "core/project/store/store_lock.h"
#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

/// Makes permissions count for the time of its life: root may write anywhere.
class AsOrdinaryUser {
  public:
    AsOrdinaryUser() {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0) m_was_root = ::seteuid(kNobody) == 0;
        REQUIRE(::geteuid() != 0);
    }
    ~AsOrdinaryUser() {
        if (m_was_root) std::ignore = ::seteuid(0);
    }

  private:
    bool m_was_root = false;
};

} // namespace

TEST_CASE("a project is open once; who comes second learns who has it") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    Session session = Session::create(file, {.author = "Ada Lovelace"});
    const std::string holder = "Ada Lovelace, process " + std::to_string(::getpid());
    CHECK(failsWith(ProjectStore::open(file), ErrorCode::FileUnreadable, file, holder));
    fs::create_directory(folder / "sub");
    fs::create_symlink(file, folder / "link");
    for (const fs::path& same : {folder / "sub/../p.soundmask", folder / "link"})
        CHECK(failsWith(ProjectStore::open(same), ErrorCode::FileUnreadable, file, holder));
    session.store.reset();
    CHECK_FALSE(fs::exists(file.string() + "-lock"));
    must(ProjectStore::open(file));
}

TEST_CASE("a lock file that a killed process left behind hinders nobody") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    Session::create(file);
    writeBytes(file.string() + "-lock", "Ada, process 1 on nowhere");
    must(ProjectStore::open(file));
}

TEST_CASE("a lock moves with its value") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p";
    StoreLock first = must(StoreLock::acquire(file, "a"));
    {
        StoreLock second = must(StoreLock::acquire(folder / "q", "b"));
        second = std::move(first);
        CHECK_FALSE(StoreLock::acquire(file, "c"));
    }
    must(StoreLock::acquire(file, "d"));
}

TEST_CASE("a folder or file that cannot be written is refused with advice") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    Session::create(file);
    const std::string before = bytesOfFile(file);
    const auto everyone_reads = fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                                fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec;
    fs::permissions(file, everyone_reads);
    fs::permissions(folder.path(), everyone_reads);
    {
        const AsOrdinaryUser user;
        CHECK(
            failsWith(ProjectStore::open(file), ErrorCode::WriteFailed, file, "copy the project to a folder of yours"));
        const fs::path created = folder / "new.soundmask";
        CHECK(failsWith(ProjectStore::create(created, {}, {}), ErrorCode::WriteFailed, created, "cannot be written"));
        CHECK_FALSE(fs::exists(created));
    }
    fs::permissions(folder.path(), fs::perms::all);
    {
        const AsOrdinaryUser user;
        CHECK(failsWith(ProjectStore::open(file), ErrorCode::WriteFailed, file, "cannot be written"));
    }
    fs::permissions(file, fs::perms::none);
    {
        const AsOrdinaryUser user;
        CHECK(failsWith(ProjectStore::open(file), ErrorCode::FileUnreadable, file, "check its permissions"));
    }
    fs::permissions(file, fs::perms::owner_read);
    CHECK(bytesOfFile(file) == before);
}

TEST_CASE("a drive without shared memory cannot keep the log and is refused") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    Session::create(file);
    const std::string before = bytesOfFile(file);
    // SQLite's way to such drives: it locks with files and knows no shared memory.
    const std::string vfs = "unix-dotfile";
    CHECK(failsWith(createDatabase(folder / "new.soundmask", vfs), ErrorCode::WriteFailed,
                    folder / "new.soundmask", "move the project to a disk of this computer"));
    const Result<DatabasePtr> opened = openDatabase(file, LostLog::Refuse, schemaUpgrades(), vfs);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().subject == file.string());
    CHECK(bytesOfFile(file) == before);
}

TEST_CASE("the file system of a path is the one mounted nearest to it") {
    const std::string mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                               "30 22 0:40 / /home rw - xfs /dev/sdb1 rw\n"
                               "31 30 0:41 / /home/ada/server rw,noatime master:1 propagate_from:2 - nfs4 nas:/x rw\n"
                               "32 30 0:42 / /home/ada/my\\040share rw - cifs //nas/share rw\n"
                               "33 22 0:43 / /mnt rw - ext4 /dev/sdc1 rw\n"
                               "34 22 0:44 / /mnt rw - 9p drive rw\n"
                               "nonsense\n";
    CHECK(fileSystemType("/etc/x", mounts) == "ext4");
    CHECK(fileSystemType("/home/ada/x", mounts) == "xfs");
    CHECK(fileSystemType("/home/ada/server/p.soundmask", mounts) == "nfs4");
    CHECK(fileSystemType("/home/ada/server2/p.soundmask", mounts) == "xfs");
    CHECK(fileSystemType("/home/ada/my share/p", mounts) == "cifs");
    CHECK(fileSystemType("/mnt/p", mounts) == "9p");
    CHECK(fileSystemType("/x", "").empty());
    for (const char* type : {"nfs", "nfs4", "cifs", "fuse.sshfs", "9p"})
        CHECK(isNetworkFileSystem(type));
    for (const char* type : {"ext4", "btrfs", "xfs", "tmpfs", "fuseblk", "overlay", "vfat", ""})
        CHECK_FALSE(isNetworkFileSystem(type));
    const TemporaryFolder folder;
    must(checkFileSystem(folder / "p.soundmask"));
}
