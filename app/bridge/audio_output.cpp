#include "app/bridge/audio_output.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace soundmask {

static_assert(SoundServer::kRateHz == SoundFeeder::kRateHz && SoundServer::kChannels == SoundFeeder::kChannels);

namespace {
constexpr int kMeasureInterval_ms = 8;
constexpr int kLookInterval_ms = 1000;
/// After so long a pause the device may sleep.
constexpr int kIdle_ms = 60'000;
} // namespace

AudioOutput::AudioOutput()
    : m_measure_timer(new QTimer(this))
    , m_idle_timer(new QTimer(this))
    , m_look_timer(new QTimer(this)) {
    m_measure_timer->setInterval(kMeasureInterval_ms);
    m_measure_timer->setTimerType(Qt::PreciseTimer);
    connect(m_measure_timer, &QTimer::timeout, this, &AudioOutput::measure);
    m_idle_timer->setSingleShot(true);
    m_idle_timer->setInterval(kIdle_ms);
    connect(m_idle_timer, &QTimer::timeout, this, &AudioOutput::closeStream);
    m_look_timer->setInterval(kLookInterval_ms);
    connect(m_look_timer, &QTimer::timeout, this, &AudioOutput::look);
}

AudioOutput::~AudioOutput() {
    m_server.reset();
}

std::optional<double> AudioOutput::heard_s(std::uint64_t serial) const {
    const std::lock_guard lock(m_reading_mutex);
    if (!m_reading || m_reading->serial != serial) return std::nullopt;
    const std::chrono::duration<double> since = HeardClock::now() - m_reading->taken;
    return m_reading->content_s + std::min(since.count(), m_reading->known_s) * m_reading->speed;
}

void AudioOutput::setSource(std::shared_ptr<SoundFeeder> feeder) {
    closeStream();
    if (!m_server)
        m_server = std::make_unique<SoundServer>(
            [this] { QMetaObject::invokeMethod(this, &AudioOutput::serverChanged, Qt::QueuedConnection); });
    m_feeder = std::move(feeder);
    if (!m_feeder) return;
    ensureStream();
    m_idle_timer->start();
}

void AudioOutput::play(std::uint64_t serial, const SoundCourse& course) {
    m_serial = serial;
    m_course = course;
    publish(std::nullopt);
    if (!ensureStream()) return;
    m_idle_timer->stop();
    m_next_grain_s.reset();
    // The device goes on reading silence until the feeder has some sound: waiting for it here would let it starve.
    m_feeder->start(course);
    m_sound->setPlaying(true);
    m_playing = true;
    m_clock.expectMotion(HeardClock::now());
    m_measure_timer->start();
}

void AudioOutput::carryOn(std::uint64_t serial, SoundCourse course) {
    const auto next_s = m_playing ? m_sound->nextContent_s() : std::nullopt;
    course.begin_s = next_s.value_or(m_course.begin_s);
    if (!next_s) return play(serial, course);
    m_serial = serial;
    m_course = course;
    m_feeder->start(course);
    m_feeder->waitUntilReady(30); // less than what the device still has
    measure();
}

void AudioOutput::pause() {
    m_playing = false;
    m_measure_timer->stop();
    publish(std::nullopt);
    if (!m_sound) return;
    m_sound->setPlaying(false);
    m_idle_timer->start();
}

void AudioOutput::playGrain(double content_s) {
    if (m_playing || !ensureStream()) return;
    m_idle_timer->stop();
    if (m_sound->isPlaying())
        m_next_grain_s = content_s;
    else
        startGrain(content_s);
    m_measure_timer->start();
}

void AudioOutput::startGrain(double content_s) {
    SoundCourse course;
    course.begin_s = content_s;
    m_feeder->start(course);
    m_feeder->waitUntilReady(30);
    m_sound->playGrain();
}

void AudioOutput::setDevice(const QByteArray& id) {
    m_wanted_id = id;
    if (m_server) serverChanged();
}

void AudioOutput::setGain(double gain) {
    m_gain = gain;
    if (m_sound) m_sound->setGain(gain);
}

QByteArray AudioOutput::deviceToUse() const {
    const bool is_there = std::any_of(m_known.begin(), m_known.end(),
                                      [this](const SoundDevice& device) { return device.id == m_wanted_id; });
    return is_there ? m_wanted_id : QByteArray();
}

void AudioOutput::serverChanged() {
    const std::vector<SoundDevice> devices = m_server->devices();
    if (devices != m_known) {
        m_known = devices;
        Q_EMIT devicesChanged(devices);
    }
    if (!m_feeder) return;
    switch (m_server->connection()) {
    case SoundServer::Connection::Connecting:
        return;
    case SoundServer::Connection::Absent:
        return lose(tr("the system's sound server is not running"));
    case SoundServer::Connection::Ready:
        break;
    }
    if (!m_sound) return;
    switch (m_server->stream()) {
    case SoundServer::Stream::None:
        return openStream(); // the server is there now
    case SoundServer::Stream::Failed:
        // The device was unplugged: there may be another.
        return m_has_moved ? reopen() : lose(tr("the sound output could not be opened"));
    case SoundServer::Stream::Opening:
        return;
    case SoundServer::Stream::Open:
        // The wanted one is back, or another was chosen.
        if (deviceToUse() != m_open_id) return reopen();
        // One that was lost has to prove first that it works; see look.
        if (m_lost_reason.isEmpty()) Q_EMIT deviceReady();
    }
}

void AudioOutput::look() {
    const auto reading = m_sound ? m_server->reading() : std::nullopt;
    if (reading && reading->frame > 0.0) { // it moves: it works
        m_lost_reason.clear();
        m_look_timer->stop();
        m_has_moved = true;
        m_idle_timer->start();
        Q_EMIT deviceReady();
    } else if (m_server->stream() != SoundServer::Stream::Open) {
        closeStream();
        if (m_feeder && m_server->connection() == SoundServer::Connection::Ready) openStream();
    }
}

void AudioOutput::reopen() {
    if (!m_feeder) return;
    const bool was_playing = m_playing;
    SoundCourse course = m_course;
    course.begin_s = heard_s(m_serial).value_or(course.begin_s);
    closeStream();
    if (!ensureStream()) return;
    if (was_playing)
        play(m_serial, course);
    else
        m_idle_timer->start();
}

void AudioOutput::lose(const QString& reason) {
    closeStream();
    m_look_timer->start();
    if (!m_lost_reason.isEmpty()) return; // told already
    m_lost_reason = reason;
    Q_EMIT deviceMissing(reason);
}

bool AudioOutput::ensureStream() {
    if (!m_feeder) return false;
    if (!m_sound) openStream();
    return true;
}

void AudioOutput::openStream() {
    if (!m_sound) m_sound = std::make_shared<PlayedSound>(m_feeder);
    m_sound->setGain(m_gain);
    m_clock = HeardClock(SoundFeeder::kRateHz);
    m_read.reset();
    m_has_moved = false;
    // A connection that is still being made opens it later; see serverChanged.
    if (m_server->connection() != SoundServer::Connection::Ready) return;
    m_open_id = deviceToUse();
    m_server->open(m_open_id, [sound = m_sound](float* out, std::int64_t frames) { sound->read(out, frames); });
}

void AudioOutput::closeStream() {
    m_measure_timer->stop();
    m_idle_timer->stop();
    m_playing = false;
    m_next_grain_s.reset();
    publish(std::nullopt);
    m_sound.reset();
    if (m_server) m_server->close();
}

void AudioOutput::measure() {
    if (!m_sound) return;
    if (!m_playing) {
        if (m_sound->isPlaying()) return; // a grain
        if (m_next_grain_s) return startGrain(*std::exchange(m_next_grain_s, std::nullopt));
        m_measure_timer->stop();
        m_idle_timer->start();
        return;
    }
    const HeardClock::Time now = HeardClock::now();
    if (const auto reading = m_server->reading(); reading && reading->time != m_read) {
        m_read = reading->time;
        m_clock.take(reading->time, reading->frame);
        m_has_moved = m_has_moved || reading->frame > 0.0;
    }
    if (m_clock.isDead(now)) return lose(tr("the sound output stopped working"));
    const auto moment = m_sound->momentAt(m_clock.frameAt(now, m_sound->handedOver()));
    if (moment)
        publish(Reading{m_serial, moment->content_s, moment->speed, m_clock.isRunning() ? moment->known_s : 0.0, now});
}

void AudioOutput::publish(std::optional<Reading> reading) {
    const std::lock_guard lock(m_reading_mutex);
    m_reading = reading;
}

} // namespace soundmask
