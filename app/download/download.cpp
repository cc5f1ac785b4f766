#include "app/download/download.h"

#include <QEventLoop>
#include <QFile>
#include <QLockFile>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/file_digest.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr qint64 kReadBuffer = qint64{4} << 20;
constexpr std::chrono::milliseconds kLongestPause{60000};

/// Which file of which server the part that has arrived belongs to.
struct PartInfo {
    std::string url;
    std::string validator; ///< strong ETag or date; empty if the server gave none
};

fs::path infoOf(const fs::path& target) {
    return partialOf(target).string() + ".json";
}

PartInfo readInfo(const fs::path& target) {
    const auto text = readFile(infoOf(target));
    const auto json = nlohmann::json::parse(text.value_or(""), nullptr, false);
    if (!json.is_object()) return {};
    return {json.value("url", ""), json.value("validator", "")};
}

std::uint64_t sizeOf(const fs::path& file) {
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    return missing ? 0 : size;
}

std::string megabytes(std::uint64_t bytes) {
    return QString::number(static_cast<double>(bytes) / 1e6, 'f', 1).toStdString();
}

/// Runs the event loop of this thread until \p ended is called or a stop is requested.
class StoppableLoop {
  public:
    explicit StoppableLoop(std::stop_token stop)
        : m_stop(std::move(stop), [this] {
            QMetaObject::invokeMethod(
                &m_loop, [this] { m_loop.quit(); }, Qt::QueuedConnection);
        }) {}
    void run() { m_loop.exec(); }
    QEventLoop& loop() { return m_loop; }

  private:
    QEventLoop m_loop;
    std::stop_callback<std::function<void()>> m_stop;
};

class Transfer {
  public:
    Transfer(const DownloadRequest& request, const ProgressCallback& progress, std::stop_token stop)
        : m_request(request)
        , m_progress(progress)
        , m_stop(std::move(stop)) {}

    Result<std::string> run();

  private:
    /// How an attempt to fetch the rest ended.
    struct Ending {
        std::optional<Error> error; ///< nothing: everything has arrived
        bool is_final = false;      ///< another attempt would end in the same way
    };

    Ending attempt();
    QNetworkRequest nextRequest();
    void accept(QNetworkReply& reply);
    void take(QNetworkReply& reply);
    Ending endingOf(const QNetworkReply& reply) const;
    Result<std::string> finish();
    bool pause(int failures) const;
    void report() const;

    /// The first failure counts; nothing more is written after it.
    void refuse(ErrorCode code, const std::string& reason, bool is_final) {
        if (!m_refusal) m_refusal = Ending{Error{code, m_request.url, reason}, is_final};
    }
    /// Begins anew: what has arrived is of another file.
    void startOver(const std::string& reason) {
        m_part.close();
        discardPartial(m_request.target);
        refuse(ErrorCode::FileUnreadable, reason, false);
    }
    std::uint64_t arrived() const { return sizeOf(partialOf(m_request.target)); }

    const DownloadRequest& m_request;
    const ProgressCallback& m_progress;
    std::stop_token m_stop;
    bool m_was_continued = false; ///< some of what arrived came with an earlier connection
    // Of one attempt:
    QFile m_part;
    std::uint64_t m_offset = 0;           ///< where it began
    std::uint64_t m_written = 0;          ///< of the whole file
    std::optional<std::uint64_t> m_total; ///< as the server says
    bool m_is_accepted = false;           ///< the answer's head was looked at
    std::optional<Ending> m_refusal;
};

QNetworkRequest Transfer::nextRequest() {
    QNetworkRequest request(QUrl(QString::fromStdString(m_request.url)));
    request.setRawHeader("Accept-Encoding", "identity"); // lengths and ranges are those of the file
    request.setRawHeader("User-Agent", "Soundmask");
    request.setTransferTimeout(static_cast<int>(m_request.silence.count()));
    const PartInfo info = readInfo(m_request.target);
    const bool is_same_place = info.url == m_request.url && !info.validator.empty();
    // Without a way to see that the file is still the same, only its published hash can tell in the end.
    if (!is_same_place && m_request.sha256.empty()) discardPartial(m_request.target);
    if (m_request.bytes && arrived() > *m_request.bytes) discardPartial(m_request.target);
    m_offset = arrived();
    if (m_offset == 0) return request;
    request.setRawHeader("Range", "bytes=" + QByteArray::number(static_cast<qulonglong>(m_offset)) + "-");
    if (is_same_place) request.setRawHeader("If-Range", QByteArray::fromStdString(info.validator));
    return request;
}

/// Looks at the head of the answer and opens the part file, or refuses.
void Transfer::accept(QNetworkReply& reply) {
    m_is_accepted = true;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const std::string answer = "the server answers " + std::to_string(status);
    if (status == 404 || status == 410)
        return refuse(ErrorCode::FileNotFound,
                      answer + ": the file is not there any more; look at its page for a new address", true);
    if (status == 416) return startOver(answer + ": it has no such part of the file");
    if (status >= 500 || status == 408 || status == 429) return refuse(ErrorCode::FileUnreadable, answer, false);
    if (status != 200 && status != 206) return refuse(ErrorCode::FileUnreadable, answer + " and gives no file", true);

    if (const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader); length.isValid())
        m_total = length.toULongLong();
    const QByteArray etag = reply.rawHeader("ETag");
    const bool is_strong = !etag.isEmpty() && !etag.startsWith("W/");
    const std::string validator = (is_strong ? etag : reply.rawHeader("Last-Modified")).toStdString();
    if (status == 206) {
        if (!reply.rawHeader("Content-Range")
                 .startsWith("bytes " + QByteArray::number(static_cast<qulonglong>(m_offset)) + "-"))
            return startOver("the server sends another part than it was asked for");
        const PartInfo info = readInfo(m_request.target);
        if (info.url == m_request.url && info.validator != validator)
            return startOver("the file on the server has changed");
        if (m_total) *m_total += m_offset;
        m_was_continued = true;
    } else {
        m_offset = 0; // the whole file: the server knows no parts, or has another file now
        m_was_continued = false;
    }
    if (m_total && m_request.bytes && *m_total != *m_request.bytes)
        return refuse(ErrorCode::MalformedFile,
                      "the server has a file of " + std::to_string(*m_total) + " bytes, the published one has " +
                          std::to_string(*m_request.bytes),
                      true);

    const fs::path folder = m_request.target.parent_path();
    if (auto room = requireRoom(folder, m_total.value_or(m_request.bytes.value_or(0)) - m_offset); !room)
        return refuse(room.error().code, room.error().reason, true);
    const nlohmann::json info{{"url", m_request.url}, {"validator", validator}};
    m_part.setFileName(QString::fromStdString(partialOf(m_request.target).string()));
    const auto mode = m_offset > 0 ? QIODevice::Append : QIODevice::Truncate;
    if (!m_part.open(QIODevice::WriteOnly | mode) || !writeFileAtomically(infoOf(m_request.target), info.dump()))
        return refuse(ErrorCode::WriteFailed, "cannot write to " + folder.string() + "; check its permissions", true);
    m_written = m_offset;
}

/// Writes what has arrived.
void Transfer::take(QNetworkReply& reply) {
    if (!m_is_accepted) accept(reply);
    const QByteArray bytes = reply.readAll();
    if (m_refusal || bytes.isEmpty()) return;
    if (m_part.write(bytes) != bytes.size())
        return refuse(ErrorCode::WriteFailed, "cannot write any more; is the disk full?", true);
    m_written += static_cast<std::uint64_t>(bytes.size());
    if (m_request.bytes && m_written > *m_request.bytes) {
        startOver("");
        m_refusal = Ending{
            Error{ErrorCode::MalformedFile, m_request.url, "the server sends more than the published file has"}, true};
        return;
    }
    report();
}

void Transfer::report() const {
    if (!m_progress) return;
    const std::uint64_t total = m_request.bytes.value_or(m_total.value_or(0));
    const double fraction = total > 0 ? static_cast<double>(m_written) / static_cast<double>(total) : 0.0;
    m_progress({std::min(fraction, 1.0), megabytes(m_written) + (total > 0 ? " / " + megabytes(total) : "") + " MB"});
}

Transfer::Ending Transfer::endingOf(const QNetworkReply& reply) const {
    if (m_stop.stop_requested()) return {Error{ErrorCode::Cancelled, m_request.url, "cancelled"}, true};
    if (m_refusal) return *m_refusal;
    const std::string reason = reply.errorString().toStdString();
    const auto failed = [&](ErrorCode code, const std::string& why, bool is_final) {
        return Ending{Error{code, m_request.url, why}, is_final};
    };
    switch (reply.error()) {
    case QNetworkReply::NoError: {
        const std::optional<std::uint64_t> wanted = m_request.bytes ? m_request.bytes : m_total;
        if (wanted && m_written < *wanted) return failed(ErrorCode::FileUnreadable, "the server broke off", false);
        return {};
    }
    case QNetworkReply::OperationCanceledError:
        return failed(ErrorCode::FileUnreadable, "the server fell silent", false);
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::ProtocolUnknownError:
        return failed(ErrorCode::FileUnreadable, reason, true);
    default:
        return failed(ErrorCode::FileUnreadable, reason, false);
    }
}

Transfer::Ending Transfer::attempt() {
    m_total.reset();
    m_refusal.reset();
    m_is_accepted = false;
    m_written = 0;
    const QNetworkRequest request = nextRequest();
    if (m_request.bytes && m_offset == *m_request.bytes) { // all of it came before
        m_was_continued = true;
        return {};
    }
    QNetworkAccessManager manager;
    StoppableLoop waiting(m_stop);
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    reply->setReadBufferSize(kReadBuffer);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &waiting.loop(), [&] {
        take(*reply);
        if (m_refusal) waiting.loop().quit();
    });
    QObject::connect(reply.get(), &QNetworkReply::finished, &waiting.loop(), [&] { waiting.loop().quit(); });
    waiting.run();
    // An answer without a body was not looked at yet; one without a head is an error of the connection.
    if (reply->isReadable() && reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid()) take(*reply);
    m_part.close();
    return endingOf(*reply);
}

/// Waits before the next attempt. False: cancelled.
bool Transfer::pause(int failures) const {
    const auto length = std::min(m_request.first_pause * (1 << std::min(failures - 1, 10)), kLongestPause);
    StoppableLoop waiting(m_stop);
    QTimer::singleShot(length, &waiting.loop(), &QEventLoop::quit);
    waiting.run();
    return !m_stop.stop_requested();
}

/// Checks what has arrived and puts it into place.
Result<std::string> Transfer::finish() {
    const fs::path part = partialOf(m_request.target);
    auto digest = fileDigest(part, {}, m_stop);
    if (!digest) return digest;
    if (!m_request.sha256.empty() && *digest != m_request.sha256)
        return fail(ErrorCode::MalformedFile, m_request.url,
                    "what the server sends is not the published file (SHA-256 " + *digest + ")");
    QFile file(QString::fromStdString(part.string()));
    const bool is_on_disk = file.open(QIODevice::ReadWrite) && ::fsync(file.handle()) == 0;
    file.close();
    std::error_code error;
    if (is_on_disk) fs::rename(part, m_request.target, error);
    if (!is_on_disk || error)
        return fail(ErrorCode::WriteFailed, m_request.target.string(),
                    "cannot write it; check the disk and the permissions");
    discardPartial(m_request.target);
    return digest;
}

Result<std::string> Transfer::run() {
    int failures = 0;
    for (;;) {
        const std::uint64_t before = arrived();
        Ending ending = attempt();
        if (!ending.error) {
            auto digest = finish();
            if (digest || digest.error().code != ErrorCode::MalformedFile) return digest;
            discardPartial(m_request.target);
            // Parts of two files may have been put together; a file in one piece is what the server has.
            if (!m_was_continued) return digest;
            m_was_continued = false;
            continue;
        }
        if (ending.is_final) return fail(std::move(*ending.error));
        if (arrived() > before) failures = 0;
        if (++failures >= m_request.attempts) {
            ending.error->reason +=
                "; tried " + std::to_string(failures) + " times, what has arrived is kept, try again later";
            return fail(std::move(*ending.error));
        }
        if (!pause(failures)) return fail(ErrorCode::Cancelled, m_request.url, "cancelled");
    }
}

} // namespace

fs::path partialOf(const fs::path& target) {
    return target.string() + ".part";
}

void discardPartial(const fs::path& target) {
    std::error_code ignored;
    fs::remove(partialOf(target), ignored);
    fs::remove(infoOf(target), ignored);
}

Result<std::string> download(const DownloadRequest& request, const ProgressCallback& progress, std::stop_token stop) {
    const QUrl url(QString::fromStdString(request.url));
    if (!url.isValid() || (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")))
        return fail(ErrorCode::InvalidValue, request.url, "this is no address of a file; it begins with https://");
    std::error_code error;
    fs::create_directories(request.target.parent_path(), error);
    if (auto room = requireRoom(request.target.parent_path(),
                                request.bytes.value_or(0) -
                                    std::min(request.bytes.value_or(0), sizeOf(partialOf(request.target))));
        !room)
        return fail(room.error());
    QLockFile lock(QString::fromStdString(partialOf(request.target).string() + ".lock"));
    lock.setStaleLockTime(0); // a lock is stale when its program is gone, not after a time
    if (!lock.tryLock(0)) {
        if (lock.error() == QLockFile::LockFailedError)
            return fail(ErrorCode::InvalidValue, request.target.string(), "this file is being downloaded already");
        return fail(ErrorCode::WriteFailed, request.target.string(),
                    "cannot write here; check the folder's permissions");
    }
    QNetworkProxyFactory::setUseSystemConfiguration(true);
    return Transfer(request, progress, std::move(stop)).run();
}

} // namespace soundmask
