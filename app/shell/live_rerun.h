#pragma once

#include <QMap>
#include <QObject>
#include <QTimer>

#include "app/document/document.h"
#include "app/shell/clip_session.h"
#include "app/shell/method_controller.h"
#include "widgets/panels/method_panel.h"

namespace soundmask {

/// Runs a method again on the frame in view while a parameter is moved whose new value costs the mask decoder only
/// (HeatPromptMethod::liveParameters), provided that the method has been run there. One run at a time; values that come
/// meanwhile wait and only the last one is run. GUI thread.
class LiveRerun : public QObject {
    Q_OBJECT

  public:
    LiveRerun(Document& document, ClipSession& session, MethodController& methods, MethodPanel& panel,
              QObject* parent = nullptr);

  private:
    void optionsChanged();
    void runningChanged(bool running);
    void runAgain();
    /// Whether the frame in view has a result of the panel's method.
    bool hasResultInView() const;

    Document& m_document;
    ClipSession& m_session;
    MethodController& m_methods;
    MethodPanel& m_panel;
    QTimer m_pause; ///< gathers the steps of a slider
    QString m_method;
    QMap<QString, QString> m_options; ///< of the last run
    bool m_is_waiting = false;        ///< for the run that is going on
};

} // namespace soundmask
