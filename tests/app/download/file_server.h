#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <optional>

namespace soundmask::test {

/// An HTTP server on the loopback that offers one file and behaves badly on request. Lives in the test's thread.
class FileServer : public QTcpServer {
  public:
    /// What was asked.
    struct Request {
        QByteArray path;
        QByteArray range;    ///< "bytes=5-", empty without one
        QByteArray if_range; ///< empty without one

        bool operator==(const Request&) const = default;
    };
    /// How one request is answered; the members are for faults.
    struct Manner {
        int status = 0;           ///< 0: 200 or 206, as asked
        qint64 close_after = -1;  ///< bytes of the body, then the connection is closed
        qint64 silent_after = -1; ///< bytes of the body, then nothing more comes
        qint64 length_error = 0;  ///< added to the Content-Length
        bool knows_ranges = true;
        bool minds_if_range = true;
        bool says_etag = true;
        qint64 range_error = 0; ///< added to the begin of the range that is sent
        bool same_again = false; ///< after the connection was closed the same is asked for again
    };

    explicit FileServer(QByteArray content)
        : m_content(std::move(content)) {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
        });
    }

    std::string url(const QByteArray& path = "/model.pth") const {
        return "http://127.0.0.1:" + std::to_string(serverPort()) + path.toStdString();
    }
    /// The file is another one from now on.
    void setContent(QByteArray content, QByteArray etag) {
        m_content = std::move(content);
        m_etag = std::move(etag);
    }
    /// Requests for \p from are sent on to \p to.
    void redirect(QByteArray from, QByteArray to) {
        m_redirect_from = std::move(from);
        m_redirect_to = std::move(to);
    }
    /// The next requests (that are not redirected) are answered so, those after them properly.
    void script(QList<Manner> manners) { m_script = std::move(manners); }
    const QList<Request>& requests() const { return m_requests; }
    /// Called before each answer.
    std::function<void(const Request&)> on_request;

  private:
    void read(QTcpSocket& socket) {
        QByteArray head = socket.property("head").toByteArray() + socket.readAll();
        socket.setProperty("head", head);
        if (!head.endsWith("\r\n\r\n")) return;
        socket.setProperty("head", QByteArray());
        Request request;
        const QList<QByteArray> lines = head.split('\n');
        request.path = lines.front().split(' ').value(1);
        for (const QByteArray& line : lines) {
            const auto colon = line.indexOf(':');
            const QByteArray name = line.left(colon).toLower();
            if (name == "range") request.range = line.mid(colon + 1).trimmed();
            if (name == "if-range") request.if_range = line.mid(colon + 1).trimmed();
        }
        // When Qt learns of a connection's end before it has read what came, it also asks again by itself, in vain.
        if (m_broken == request) return socket.abort();
        m_broken.reset();
        m_requests.append(request);
        if (on_request) on_request(request);
        if (request.path == m_redirect_from) {
            socket.write("HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: " + m_redirect_to + "\r\n\r\n");
            return;
        }
        answer(socket, request, m_script.isEmpty() ? Manner{} : m_script.takeFirst());
    }

    void answer(QTcpSocket& socket, const Request& request, const Manner& manner) {
        qint64 begin = 0;
        const bool is_same = request.if_range.isEmpty() || request.if_range == m_etag || !manner.minds_if_range;
        if (manner.knows_ranges && is_same && request.range.startsWith("bytes="))
            begin = request.range.mid(6).chopped(1).toLongLong();
        int status = manner.status != 0 ? manner.status : begin > 0 ? 206 : 200;
        if (begin > 0 && begin >= m_content.size()) status = 416;
        const QByteArray body = status == 200 || status == 206 ? m_content.mid(begin) : QByteArray("no");
        QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " X\r\n";
        head += "Content-Length: " + QByteArray::number(body.size() + manner.length_error) + "\r\n";
        if (manner.says_etag) head += "ETag: " + m_etag + "\r\n";
        if (status == 206)
            head += "Content-Range: bytes " + QByteArray::number(begin + manner.range_error) + "-" +
                    QByteArray::number(m_content.size() - 1) + "/" + QByteArray::number(m_content.size()) + "\r\n";
        socket.write(head + "\r\n");
        const qint64 cut = manner.close_after >= 0 ? manner.close_after : manner.silent_after;
        socket.write(cut >= 0 ? body.left(cut) : body);
        if (manner.close_after < 0 && manner.length_error == 0) return;
        socket.disconnectFromHost();
        if (!manner.same_again) m_broken = request;
    }

    QByteArray m_content;
    QByteArray m_etag = "\"first\"";
    QByteArray m_redirect_from;
    QByteArray m_redirect_to;
    QList<Manner> m_script;
    std::optional<Request> m_broken; ///< whose connection was closed before its end
    QList<Request> m_requests;
};

} // namespace soundmask::test
