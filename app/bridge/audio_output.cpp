#include "app/bridge/audio_output.h"

#include <QAudioSink>
#include <QMediaDevices>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace soundmask {

namespace {
/// Small enough that pausing and seeking feel immediate, large enough for a busy machine.
constexpr int kBuffer_ms = 60;
constexpr int kMeasureInterval_ms = 8;
constexpr int kLookInterval_ms = 1000;
constexpr std::int64_t kGrainFrames = SoundFeeder::kRateHz / 10;
constexpr std::int64_t kFadeFrames = SoundFeeder::kRateHz / 200;
/// After so long a pause the device may sleep.
constexpr int kIdle_ms = 60'000;

/// Keeps the ends of a grain from clicking; \p frame counts from its begin.
float grainFade(std::int64_t frame) {
    const std::int64_t to_end = std::min(frame, kGrainFrames - 1 - frame);
    return std::clamp(static_cast<float>(to_end) / static_cast<float>(kFadeFrames), 0.0F, 1.0F);
}
} // namespace

FeederDevice::FeederDevice(std::shared_ptr<SoundFeeder> feeder, QAudioFormat::SampleFormat format, QObject* parent)
    : QIODevice(parent)
    , m_feeder(std::move(feeder))
    , m_format(format) {
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void FeederDevice::setPlaying(bool playing) {
    m_playing = playing;
    m_begin_frame.reset();
    m_grain_done.reset();
}

void FeederDevice::playGrain() {
    m_playing = true;
    m_grain_done = 0;
}

qint64 FeederDevice::bytesAvailable() const {
    return 1 << 20;
}

qint64 FeederDevice::readData(char* data, qint64 max_bytes) {
    const qint64 sample_bytes = m_format == QAudioFormat::Float ? sizeof(float) : sizeof(qint16);
    const qint64 frames = max_bytes / (sample_bytes * SoundFeeder::kChannels);
    m_samples.assign(static_cast<std::size_t>(frames) * SoundFeeder::kChannels, 0.0F);
    qint64 done = 0;
    while (m_playing && done < frames) {
        float* out = m_samples.data() + done * SoundFeeder::kChannels;
        const std::int64_t wanted =
            m_grain_done ? std::min<qint64>(frames - done, kGrainFrames - *m_grain_done) : frames - done;
        const SoundFeeder::Piece piece = m_feeder->read(out, wanted);
        if (piece.frames == 0) break;
        if (!m_begin_frame) m_begin_frame = m_map.appendedFrames();
        m_map.append(piece.frames, piece.content_s, piece.speed);
        done += piece.frames;
        if (!m_grain_done) continue;
        for (std::int64_t i = 0; i < piece.frames * SoundFeeder::kChannels; ++i)
            out[i] *= grainFade(*m_grain_done + i / SoundFeeder::kChannels);
        *m_grain_done += piece.frames;
        if (*m_grain_done == kGrainFrames) setPlaying(false);
    }
    m_map.appendPause(frames - done);
    if (m_format == QAudioFormat::Float) {
        std::memcpy(data, m_samples.data(), m_samples.size() * sizeof(float));
    } else {
        auto* out = reinterpret_cast<qint16*>(data);
        std::transform(m_samples.begin(), m_samples.end(), out, [](float sample) {
            return static_cast<qint16>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767.0F));
        });
    }
    return frames * sample_bytes * SoundFeeder::kChannels;
}

AudioOutput::AudioOutput()
    : m_measure_timer(new QTimer(this))
    , m_idle_timer(new QTimer(this)) {
    m_measure_timer->setInterval(kMeasureInterval_ms);
    m_measure_timer->setTimerType(Qt::PreciseTimer);
    connect(m_measure_timer, &QTimer::timeout, this, &AudioOutput::measure);
    m_idle_timer->setSingleShot(true);
    m_idle_timer->setInterval(kIdle_ms);
    connect(m_idle_timer, &QTimer::timeout, this, &AudioOutput::closeSink);
}

AudioOutput::~AudioOutput() {
    closeSink();
}

std::optional<double> AudioOutput::heard_s(std::uint64_t serial) const {
    const std::lock_guard lock(m_reading_mutex);
    if (!m_reading || m_reading->serial != serial) return std::nullopt;
    const std::chrono::duration<double> since = std::chrono::steady_clock::now() - m_reading->taken;
    return m_reading->content_s + std::min(since.count(), m_reading->known_s) * m_reading->speed;
}

void AudioOutput::setSource(std::shared_ptr<SoundFeeder> feeder) {
    closeSink();
    m_feeder.reset();
    watchDevices();
    m_feeder = std::move(feeder);
    if (m_feeder && openSink()) m_idle_timer->start();
}

void AudioOutput::play(std::uint64_t serial, const SoundCourse& course) {
    m_serial = serial;
    m_course = course;
    publish(std::nullopt);
    if (!m_feeder || (!m_sink && !openSink())) return;
    m_idle_timer->stop();
    m_next_grain_s.reset();
    // The sink goes on reading silence until the feeder has some sound: waiting for it here would let it run dry.
    m_feeder->start(course);
    m_device->setPlaying(true);
    m_playing = true;
    m_clock.expectMotion(HeardClock::now());
    m_measure_timer->start();
}

void AudioOutput::carryOn(std::uint64_t serial, SoundCourse course) {
    const bool has_begun = m_device && m_playing && m_device->beginFrame();
    course.begin_s = has_begun ? m_device->map().appendedContent_s() : m_course.begin_s;
    if (!has_begun) return play(serial, course);
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
    if (m_device) m_device->setPlaying(false);
    if (m_sink) m_idle_timer->start();
}

void AudioOutput::playGrain(double content_s) {
    if (m_playing || !m_feeder || (!m_sink && !openSink())) return;
    m_idle_timer->stop();
    if (m_device->isPlaying())
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
    m_device->playGrain();
}

void AudioOutput::setDevice(const QByteArray& id) {
    m_wanted_id = id;
    if (m_sink) devicesWereChanged();
}

void AudioOutput::watchDevices() {
    if (m_devices) return;
    m_devices = new QMediaDevices(this);
    connect(m_devices, &QMediaDevices::audioOutputsChanged, this, &AudioOutput::devicesWereChanged);
    devicesWereChanged();
    // Qt 6.4 keeps its list of PulseAudio's devices up to date, but does not tell (measured). When the server has died,
    // it does not even change the list, and connects again every three seconds without a word.
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &AudioOutput::look);
    timer->start(kLookInterval_ms);
}

void AudioOutput::look() {
    if (QMediaDevices::audioOutputs() != m_known) return devicesWereChanged();
    if (!m_feeder || m_lost_reason.isEmpty()) return;
    if (!m_sink) {
        openSink();
    } else if (m_sink->processedUSecs() > 0) { // it moves: it works
        m_lost_reason.clear();
        Q_EMIT deviceReady(m_open_name);
    }
}

QAudioDevice AudioOutput::wantedDevice() const {
    for (const QAudioDevice& device : QMediaDevices::audioOutputs())
        if (!m_wanted_id.isEmpty() && device.id() == m_wanted_id) return device;
    return QMediaDevices::defaultAudioOutput();
}

void AudioOutput::devicesWereChanged() {
    m_known = QMediaDevices::audioOutputs();
    std::vector<SoundDevice> devices;
    for (const QAudioDevice& device : m_known)
        devices.push_back({device.id(), device.description()});
    Q_EMIT devicesChanged(devices);
    // The one in use was unplugged, the wanted one is back, or the first one is there.
    if (m_feeder && (!m_sink || wantedDevice().id() != m_open_id)) reopenSink();
}

void AudioOutput::reopenSink() {
    const bool was_playing = m_playing;
    if (was_playing) m_course.begin_s = heard_s(m_serial).value_or(m_course.begin_s);
    closeSink();
    if (!openSink()) return;
    if (was_playing)
        play(m_serial, m_course);
    else
        m_idle_timer->start();
}

void AudioOutput::lose(const QString& reason) {
    closeSink();
    if (!m_lost_reason.isEmpty()) return; // told already
    m_lost_reason = reason;
    Q_EMIT deviceMissing(reason);
}

void AudioOutput::setGain(double gain) {
    m_gain = gain;
    if (m_sink) m_sink->setVolume(gain);
}

bool AudioOutput::openSink() {
    const QAudioDevice device = wantedDevice();
    const auto lost = [this](const QString& reason) {
        lose(reason);
        return false;
    };
    if (device.isNull()) return lost(tr("the system has no sound output"));
    QAudioFormat format;
    format.setSampleRate(SoundFeeder::kRateHz);
    format.setChannelCount(SoundFeeder::kChannels);
    format.setSampleFormat(QAudioFormat::Float);
    if (!device.isFormatSupported(format)) format.setSampleFormat(QAudioFormat::Int16);
    if (!device.isFormatSupported(format))
        return lost(tr("%1 does not take stereo sound at 48 kHz").arg(device.description()));
    m_sink = new QAudioSink(device, format, this);
    m_device = new FeederDevice(m_feeder, format.sampleFormat(), m_sink);
    m_sink->setBufferSize(format.bytesForDuration(kBuffer_ms * 1000));
    m_sink->setVolume(m_gain);
    m_clock = HeardClock(SoundFeeder::kRateHz);
    m_sink->start(m_device);
    if (m_sink->error() != QAudio::NoError) return lost(tr("%1 could not be opened").arg(device.description()));
    // The server went away or the device was unplugged while it was in use.
    connect(m_sink, &QAudioSink::stateChanged, this, [this, sink = m_sink](QAudio::State state) {
        if (state == QAudio::StoppedState && sink == m_sink && sink->error() != QAudio::NoError)
            lose(tr("the sound output stopped working"));
    });
    m_open_id = device.id();
    m_open_name = device.description();
    // One that was lost has to prove first that it works; see look.
    if (m_lost_reason.isEmpty()) Q_EMIT deviceReady(m_open_name);
    return true;
}

void AudioOutput::closeSink() {
    m_measure_timer->stop();
    m_idle_timer->stop();
    m_playing = false;
    m_next_grain_s.reset();
    publish(std::nullopt);
    m_device = nullptr;
    QAudioSink* sink = std::exchange(m_sink, nullptr);
    if (!sink) return;
    sink->disconnect(this);
    sink->stop();
    // Qt's destructor runs the event loop: whatever is called from there must not find a sink that is half gone.
    sink->deleteLater();
}

void AudioOutput::measure() {
    if (!m_sink) return;
    if (!m_playing) {
        if (m_device->isPlaying()) return; // a grain
        if (m_next_grain_s) return startGrain(*std::exchange(m_next_grain_s, std::nullopt));
        m_measure_timer->stop();
        m_idle_timer->start();
        return;
    }
    // processedUSecs is what the server has played less the device's delay. Measured against a recording of a null
    // sink's monitor it is right within 10 ms, also while it stands still because the device is still waking up; the
    // alternative, elapsedUSecs, then runs ahead of the ear by up to two seconds.
    const HeardClock::Time now = HeardClock::now();
    m_clock.take(now, static_cast<double>(m_sink->processedUSecs()) * SoundFeeder::kRateHz / 1e6);
    if (m_clock.isDead(now)) return lose(tr("the sound output stopped working"));
    const auto handed_over = m_device->map().appendedFrames();
    const double heard_frame = m_clock.frameAt(now, handed_over);
    const auto begin_frame = m_device->beginFrame();
    if (!begin_frame || heard_frame < static_cast<double>(*begin_frame)) return;
    const SoundMap::Moment moment = m_device->map().momentAt(heard_frame);
    publish(Reading{m_serial, moment.content_s, moment.speed, m_clock.isRunning() ? moment.known_s : 0.0, now});
}

void AudioOutput::publish(std::optional<Reading> reading) {
    const std::lock_guard lock(m_reading_mutex);
    m_reading = reading;
}

} // namespace soundmask
