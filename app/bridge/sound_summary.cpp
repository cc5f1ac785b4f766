#include "app/bridge/sound_summary.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace soundmask {

namespace {

/// Another number when what is kept, or how it is computed, changes.
constexpr quint32 kVersion = 1;
constexpr quint32 kMagic = 0x534d5355;

QString textOf(const std::filesystem::path& path) {
    return QString::fromStdU16String(path.u16string());
}

template <typename T>
QDataStream& writeAll(QDataStream& stream, const std::vector<T>& values) {
    return stream << QByteArray::fromRawData(reinterpret_cast<const char*>(values.data()),
                                             static_cast<qsizetype>(values.size() * sizeof(T)));
}

template <typename T>
void readAll(QDataStream& stream, std::vector<T>& values) {
    QByteArray bytes;
    stream >> bytes;
    values.resize(static_cast<std::size_t>(bytes.size()) / sizeof(T));
    std::copy(bytes.begin(), bytes.begin() + static_cast<qsizetype>(values.size() * sizeof(T)),
              reinterpret_cast<char*>(values.data()));
}

} // namespace

SoundSummaryCache::SoundSummaryCache(std::filesystem::path folder, int most)
    : m_folder(std::move(folder))
    , m_most(most) {}

SoundSummaryCache SoundSummaryCache::ofProgram() {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    return SoundSummaryCache(std::filesystem::path(folder.filePath(QStringLiteral("sound")).toStdU16String()));
}

std::filesystem::path SoundSummaryCache::fileFor(const std::filesystem::path& media) const {
    const QFileInfo info(textOf(media));
    if (!info.isFile()) return {};
    const QString identity = QStringLiteral("%1\n%2\n%3\n%4")
                                 .arg(info.canonicalFilePath())
                                 .arg(info.size())
                                 .arg(info.lastModified().toMSecsSinceEpoch())
                                 .arg(kVersion);
    const QByteArray hash = QCryptographicHash::hash(identity.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_folder / (hash.left(32).toStdString() + ".sound");
}

std::optional<SoundSummary> SoundSummaryCache::find(const std::filesystem::path& media) const {
    const std::filesystem::path path = fileFor(media);
    QFile file(textOf(path));
    if (path.empty() || !file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)) return std::nullopt;
    QDataStream stream(&file);
    stream.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0;
    quint64 levels = 0;
    stream >> magic >> levels;
    constexpr quint64 kMostLevels = 64;
    if (magic != kMagic || levels > kMostLevels) return std::nullopt;
    SoundSummary summary;
    for (quint64 i = 0; i < levels; ++i) {
        WaveformPeaks::Level level;
        stream >> level.bucket_s;
        readAll(stream, level.lowest);
        readAll(stream, level.highest);
        if (level.lowest.size() != level.highest.size()) return std::nullopt;
        summary.peaks.levels.push_back(std::move(level));
    }
    readAll(stream, summary.onsets_s);
    stream >> summary.spectrogram;
    if (stream.status() != QDataStream::Ok || summary.spectrogram.isNull() || levels == 0) return std::nullopt;
    // It is used: not the next to be deleted.
    file.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
    return summary;
}

void SoundSummaryCache::keep(const std::filesystem::path& media, const SoundSummary& summary) const {
    const std::filesystem::path path = fileFor(media);
    if (path.empty() || !QDir().mkpath(textOf(m_folder))) return;
    QSaveFile file(textOf(path));
    if (!file.open(QIODevice::WriteOnly)) return;
    QDataStream stream(&file);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << kMagic << static_cast<quint64>(summary.peaks.levels.size());
    for (const WaveformPeaks::Level& level : summary.peaks.levels) {
        stream << level.bucket_s;
        writeAll(stream, level.lowest);
        writeAll(stream, level.highest);
    }
    writeAll(stream, summary.onsets_s);
    stream << summary.spectrogram;
    if (stream.status() == QDataStream::Ok) file.commit();

    const QFileInfoList known =
        QDir(textOf(m_folder)).entryInfoList({QStringLiteral("*.sound")}, QDir::Files, QDir::Time);
    for (qsizetype i = m_most; i < known.size(); ++i)
        QFile::remove(known[i].filePath());
}

} // namespace soundmask
