#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSlider;
class QToolButton;

namespace soundmask {

/// Play controls, volume, speed and the time display. Shows what the setters say; each control emits an intent.
class TransportBar : public QWidget {
    Q_OBJECT
  public:
    explicit TransportBar(QWidget* parent = nullptr);

    void setPlaying(bool playing);
    /// \p frame is 0-based; shown 1-based beside the time.
    void setPosition(double time_s, qint64 frame);
    void setDuration(double duration_s, qint64 frame_count);
    void setLooping(bool looping);
    /// 0.25..2
    void setSpeed(double speed);
    /// 0..1
    void setVolume(double volume);
    void setMuted(bool muted);
    /// Without sound the volume controls are off and say why in their tooltip.
    void setSoundAvailable(bool available, const QString& reason = {});
    /// Nothing to play: all controls off.
    void setControlsEnabled(bool enabled);

    double speed() const { return m_speed; }

  Q_SIGNALS:
    void firstRequested();
    void secondBackRequested();
    void frameBackRequested();
    void playToggleRequested();
    void frameForwardRequested();
    void secondForwardRequested();
    void lastRequested();
    void loopToggled(bool looping);
    void speedChanged(double speed);
    void volumeChanged(double volume);
    void muteToggled(bool muted);
    /// The user typed a time or "#frame" into the time display.
    void timeEntered(double time_s);
    void frameEntered(qint64 frame);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QToolButton* addButton(const QString& icon, const QString& name, const char* action,
                           void (TransportBar::*signal)());
    void editTime();
    void finishEditing(bool accept);
    void updateTime();

    double m_time_s = 0.0;
    double m_duration_s = 0.0;
    qint64 m_frame = 0;
    qint64 m_frame_count = 0;
    double m_speed = 1.0;
    QToolButton* m_play = nullptr;
    QToolButton* m_loop = nullptr;
    QToolButton* m_mute = nullptr;
    QComboBox* m_speed_box = nullptr;
    QSlider* m_volume = nullptr;
    QLineEdit* m_time_edit = nullptr;
    QLabel* m_total = nullptr;
};

/// "00:02.94", or "1:00:02.94" from one hour on.
QString timeText(double time_s);
/// Reads "2.94", "0:02.94", "1:00:02.94". False when it is none of them.
bool parseTime(const QString& text, double& time_s);

} // namespace soundmask
