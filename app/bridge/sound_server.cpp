#include "app/bridge/sound_server.h"

#include <algorithm>
#include <pulse/pulseaudio.h>
#include <utility>

namespace soundmask {

namespace {
/// Small enough that pausing and seeking feel immediate, large enough for a busy machine.
constexpr pa_usec_t kBuffer_us = 60'000;
constexpr pa_usec_t kRetry_us = 1'000'000;
constexpr pa_sample_spec kFormat{PA_SAMPLE_FLOAT32NE, SoundServer::kRateHz, SoundServer::kChannels};
constexpr std::size_t kFrameBytes = sizeof(float) * SoundServer::kChannels;

SoundServer& serverOf(void* data) {
    return *static_cast<SoundServer*>(data);
}

void forget(pa_operation* operation) {
    if (operation) pa_operation_unref(operation);
}
} // namespace

class SoundServer::Lock {
  public:
    explicit Lock(pa_threaded_mainloop* loop)
        : m_loop(loop) {
        pa_threaded_mainloop_lock(m_loop);
    }
    ~Lock() { pa_threaded_mainloop_unlock(m_loop); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

  private:
    pa_threaded_mainloop* m_loop;
};

SoundServer::SoundServer(std::function<void()> on_change)
    : m_on_change(std::move(on_change))
    , m_loop(pa_threaded_mainloop_new()) {
    pa_threaded_mainloop_start(m_loop);
    const Lock lock(m_loop);
    connect();
}

SoundServer::~SoundServer() {
    {
        const Lock lock(m_loop);
        m_on_change = [] {};
        loseConnection();
        pa_threaded_mainloop_get_api(m_loop)->time_free(m_retry);
    }
    pa_threaded_mainloop_stop(m_loop);
    pa_threaded_mainloop_free(m_loop);
}

SoundServer::Connection SoundServer::connection() const {
    const Lock lock(m_loop);
    return m_connection;
}

std::vector<SoundDevice> SoundServer::devices() const {
    const Lock lock(m_loop);
    return m_devices;
}

SoundServer::Stream SoundServer::stream() const {
    const Lock lock(m_loop);
    return m_stream_state;
}

void SoundServer::connect() {
    m_context = pa_context_new(pa_threaded_mainloop_get_api(m_loop), "Soundmask");
    pa_context_set_state_callback(
        m_context, [](pa_context*, void* self) { serverOf(self).connectionChanged(); }, this);
    pa_context_set_subscribe_callback(
        m_context,
        [](pa_context*, pa_subscription_event_type_t event, std::uint32_t, void* self) {
            // A device's changes are its volume and whether it runs.
            const bool is_change = (event & PA_SUBSCRIPTION_EVENT_TYPE_MASK) == PA_SUBSCRIPTION_EVENT_CHANGE;
            if (!is_change) serverOf(self).listDevices();
        },
        this);
    if (pa_context_connect(m_context, nullptr, PA_CONTEXT_NOFLAGS, nullptr) < 0) loseConnection();
}

void SoundServer::connectionChanged() {
    if (!m_context) return;
    const pa_context_state_t state = pa_context_get_state(m_context);
    if (state == PA_CONTEXT_READY) {
        m_connection = Connection::Ready;
        forget(pa_context_subscribe(m_context, PA_SUBSCRIPTION_MASK_SINK, nullptr, nullptr));
        listDevices();
        m_on_change();
    }
    if (!PA_CONTEXT_IS_GOOD(state)) loseConnection();
}

void SoundServer::loseConnection() {
    if (!m_context) return;
    dropStream(m_stream ? Stream::Failed : Stream::None);
    pa_context* context = std::exchange(m_context, nullptr);
    pa_context_set_state_callback(context, nullptr, nullptr);
    pa_context_set_subscribe_callback(context, nullptr, nullptr);
    pa_context_disconnect(context);
    pa_context_unref(context);
    m_connection = Connection::Absent;
    m_devices.clear();
    m_is_listing = false;
    timeval when{};
    pa_timeval_add(pa_gettimeofday(&when), kRetry_us);
    pa_mainloop_api* api = pa_threaded_mainloop_get_api(m_loop);
    if (!m_retry)
        m_retry = api->time_new(
            api, &when,
            [](pa_mainloop_api*, pa_time_event*, const timeval*, void* self) {
                if (!serverOf(self).m_context) serverOf(self).connect();
            },
            this);
    else
        api->time_restart(m_retry, &when);
    m_on_change();
}

void SoundServer::listDevices() {
    m_list_again = m_is_listing;
    if (m_is_listing) return;
    m_is_listing = true;
    m_listed.clear();
    forget(pa_context_get_sink_info_list(
        m_context,
        [](pa_context*, const pa_sink_info* info, int is_last, void* self) {
            serverOf(self).takeDevice(is_last ? nullptr : info);
        },
        this));
}

void SoundServer::takeDevice(const pa_sink_info* info) {
    if (info) {
        m_listed.push_back({info->name, QString::fromUtf8(info->description)});
        return;
    }
    m_is_listing = false;
    m_devices = std::move(m_listed);
    if (std::exchange(m_list_again, false)) listDevices();
    m_on_change();
}

void SoundServer::open(const QByteArray& device, Pull pull) {
    const Lock lock(m_loop);
    dropStream(Stream::Failed);
    if (m_connection != Connection::Ready) return;
    m_pull = std::move(pull);
    m_stream = pa_stream_new(m_context, "Clip", &kFormat, nullptr);
    if (!m_stream) return;
    m_stream_state = Stream::Opening;
    pa_stream_set_state_callback(
        m_stream,
        [](pa_stream* stream, void* self) {
            const pa_stream_state_t state = pa_stream_get_state(stream);
            if (state == PA_STREAM_CREATING) return;
            if (state == PA_STREAM_READY)
                serverOf(self).m_stream_state = Stream::Open;
            else
                serverOf(self).dropStream(Stream::Failed);
            serverOf(self).m_on_change();
        },
        this);
    pa_stream_set_write_callback(
        m_stream, [](pa_stream*, std::size_t bytes, void* self) { serverOf(self).feed(bytes); }, this);
    pa_buffer_attr buffer{};
    buffer.maxlength = buffer.prebuf = buffer.minreq = buffer.fragsize = static_cast<std::uint32_t>(-1);
    buffer.tlength = static_cast<std::uint32_t>(pa_usec_to_bytes(kBuffer_us, &kFormat));
    const char* name = device.isEmpty() ? nullptr : device.constData();
    if (pa_stream_connect_playback(m_stream, name, &buffer, PA_STREAM_ADJUST_LATENCY, nullptr, nullptr) < 0)
        dropStream(Stream::Failed);
}

void SoundServer::close() {
    const Lock lock(m_loop);
    dropStream(Stream::None);
}

void SoundServer::dropStream(Stream state) {
    m_stream_state = state;
    m_reading.reset();
    m_pull = nullptr;
    if (pa_operation* asked = std::exchange(m_asked, nullptr)) {
        pa_operation_cancel(asked);
        pa_operation_unref(asked);
    }
    pa_stream* stream = std::exchange(m_stream, nullptr);
    if (!stream) return;
    pa_stream_set_state_callback(stream, nullptr, nullptr);
    pa_stream_set_write_callback(stream, nullptr, nullptr);
    pa_stream_disconnect(stream);
    pa_stream_unref(stream);
}

void SoundServer::feed(std::size_t bytes) {
    while (bytes >= kFrameBytes) {
        void* room = nullptr;
        std::size_t size = bytes;
        if (pa_stream_begin_write(m_stream, &room, &size) < 0) return;
        const std::size_t frames = std::min(size, bytes) / kFrameBytes;
        if (frames == 0) {
            pa_stream_cancel_write(m_stream);
            return;
        }
        m_pull(static_cast<float*>(room), static_cast<std::int64_t>(frames));
        if (pa_stream_write(m_stream, room, frames * kFrameBytes, nullptr, 0, PA_SEEK_RELATIVE) < 0) return;
        bytes -= frames * kFrameBytes;
    }
}

std::optional<SoundServer::Reading> SoundServer::reading() {
    const Lock lock(m_loop);
    if (m_stream_state == Stream::Open && !m_asked)
        m_asked = pa_stream_update_timing_info(
            m_stream, [](pa_stream*, int success, void* self) { serverOf(self).takeTiming(success != 0); }, this);
    return m_reading;
}

void SoundServer::takeTiming(bool success) {
    forget(std::exchange(m_asked, nullptr));
    const pa_timing_info* info = success ? pa_stream_get_timing_info(m_stream) : nullptr;
    if (!info || info->read_index_corrupt) return;
    // What the server has taken, less what waits in the device; at the moment it looked, which on a busy machine is
    // long after it was asked or long before its answer is here.
    const double taken = static_cast<double>(info->read_index) / kFrameBytes;
    const double waiting = static_cast<double>(info->sink_usec) * kRateHz / 1e6;
    const std::chrono::microseconds age(pa_timeval_age(&info->timestamp));
    m_reading = Reading{HeardClock::now() - age, std::max(0.0, taken - waiting)};
}

} // namespace soundmask
