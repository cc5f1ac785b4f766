#include "app/bridge/audio_player.h"

#include <QAudio>

#include "app/bridge/audio_output.h"

namespace soundmask {

AudioPlayer::AudioPlayer(QObject* parent)
    : QObject(parent) {
    m_thread.setObjectName(QStringLiteral("sound"));
}

AudioPlayer::~AudioPlayer() {
    m_thread.quit();
    m_thread.wait();
}

AudioOutput* AudioPlayer::ensureOutput() {
    if (!m_output) {
        m_output = new AudioOutput;
        m_output->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_output, &QObject::deleteLater);
        connect(m_output, &AudioOutput::deviceMissing, this, [this](const QString& reason) {
            m_has_device = false;
            Q_EMIT deviceMissing(reason);
        });
        connect(m_output, &AudioOutput::deviceReady, this, [this] {
            m_has_device = true;
            Q_EMIT deviceReady();
        });
        m_thread.start(QThread::TimeCriticalPriority);
        applyVolume();
    }
    return m_output;
}

void AudioPlayer::setSource(SourceOpener open) {
    m_has_source = static_cast<bool>(open);
    if (!m_has_source && !m_output) return;
    std::shared_ptr<SoundFeeder> feeder;
    if (open) {
        feeder = std::make_shared<SoundFeeder>(std::move(open), [this](const Error& error) {
            // On the feeder's thread, which ends before this object does.
            QMetaObject::invokeMethod(
                this, [this, error] { Q_EMIT soundFailed(error); }, Qt::QueuedConnection);
        });
    }
    AudioOutput* output = ensureOutput();
    QMetaObject::invokeMethod(
        output, [output, feeder = std::move(feeder)]() mutable { output->setSource(std::move(feeder)); },
        Qt::QueuedConnection);
}

void AudioPlayer::play(double content_s, std::optional<TimeSpan> loop) {
    if (!m_has_source) return;
    AudioOutput* output = ensureOutput();
    QMetaObject::invokeMethod(
        output, [=, serial = ++m_serial] { output->play(serial, content_s, loop); }, Qt::QueuedConnection);
}

void AudioPlayer::pause() {
    if (!m_output) return;
    AudioOutput* output = m_output;
    QMetaObject::invokeMethod(
        output, [output] { output->pause(); }, Qt::QueuedConnection);
}

std::optional<double> AudioPlayer::heard_s() const {
    return m_output ? m_output->heard_s(m_serial) : std::nullopt;
}

void AudioPlayer::setVolume(double volume) {
    m_volume = volume;
    applyVolume();
}

void AudioPlayer::setMuted(bool muted) {
    m_muted = muted;
    applyVolume();
}

void AudioPlayer::applyVolume() {
    if (!m_output) return;
    const double gain =
        m_muted ? 0.0 : QAudio::convertVolume(m_volume, QAudio::LogarithmicVolumeScale, QAudio::LinearVolumeScale);
    AudioOutput* output = m_output;
    QMetaObject::invokeMethod(
        output, [=] { output->setGain(gain); }, Qt::QueuedConnection);
}

} // namespace soundmask
