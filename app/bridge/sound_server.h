#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "app/bridge/heard_clock.h"

struct pa_context;
struct pa_operation;
struct pa_sink_info;
struct pa_stream;
struct pa_threaded_mainloop;
struct pa_time_event;

namespace soundmask {

/// A sound output of the system.
struct SoundDevice {
    QByteArray id;
    QString name;

    bool operator==(const SoundDevice&) const = default;
};

/// The system's sound server (PulseAudio, or PipeWire in its place) and one stream to it. No call waits for the server,
/// which may be absent, hang, or die at any time; it is connected to again every second. Any thread.
class SoundServer {
  public:
    static constexpr int kRateHz = 48000;
    static constexpr int kChannels = 2;

    enum class Connection { Connecting, Ready, Absent };
    enum class Stream { None, Opening, Open, Failed };
    /// Fills \p out with the next \p frames (interleaved, kChannels). Called on the server's thread; must not wait.
    using Pull = std::function<void(float* out, std::int64_t frames)>;
    /// What the device said of itself: sample frame \p frame of the stream was heard at \p time.
    struct Reading {
        HeardClock::Time time;
        double frame = 0.0;
    };

    /// \p on_change is called on the server's thread when connection, devices or stream have changed.
    explicit SoundServer(std::function<void()> on_change);
    ~SoundServer();
    SoundServer(const SoundServer&) = delete;
    SoundServer& operator=(const SoundServer&) = delete;

    Connection connection() const;
    /// The outputs, in the server's order; empty while it is not ready.
    std::vector<SoundDevice> devices() const;

    /// Begins to play what \p pull gives on \p device (empty: the server's choice), instead of what was played before.
    void open(const QByteArray& device, Pull pull);
    /// Stops at once. \p pull is not called any more when this returns.
    void close();
    Stream stream() const;
    /// The latest news of the open stream; asks for newer ones.
    std::optional<Reading> reading();

  private:
    class Lock;

    // On the server's thread or under the lock.
    void connect();
    void connectionChanged();
    void loseConnection();
    void listDevices();
    void takeDevice(const pa_sink_info* info);
    void dropStream(Stream state);
    void feed(std::size_t bytes);
    void takeTiming(bool success);

    std::function<void()> m_on_change;
    pa_threaded_mainloop* m_loop = nullptr;

    // Guarded by the lock of m_loop.
    pa_context* m_context = nullptr;
    pa_time_event* m_retry = nullptr;
    Connection m_connection = Connection::Connecting;
    std::vector<SoundDevice> m_devices;
    std::vector<SoundDevice> m_listed; ///< of the list that is coming in
    bool m_is_listing = false;
    bool m_list_again = false;
    pa_stream* m_stream = nullptr;
    Stream m_stream_state = Stream::None;
    Pull m_pull;
    pa_operation* m_asked = nullptr; ///< for timing
    std::optional<Reading> m_reading;
};

} // namespace soundmask
