#pragma once

#include <QObject>

#include <set>
#include <string>
#include <utility>

#include "core/base/ids.h"
#include "core/base/time.h"

namespace soundmask {

/// The row and canvas layer that stand for the shown result of a method. The first stroke on it edits a copy.
inline constexpr LayerId kResultLayer{-1};

/// What of the open clip is being looked at and edited; not part of the project.
class EditorState : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// The object strokes go to; kResultLayer for the shown result, invalid for "a new object".
    LayerId activeLayer() const { return m_active_layer; }
    void setActiveLayer(LayerId layer) {
        if (std::exchange(m_active_layer, layer) != layer) Q_EMIT changed();
    }

    /// The method whose result is shown, as on the command line.
    const std::string& method() const { return m_method; }
    void setMethod(const std::string& method) {
        if (m_method == method) return;
        m_method = method;
        Q_EMIT changed();
    }

    /// The object that is a copy of the shown result; the result's own mask is then not drawn over it.
    LayerId copyOfResult() const { return m_copy_of_result; }
    void setCopyOfResult(LayerId layer) {
        if (std::exchange(m_copy_of_result, layer) != layer) Q_EMIT changed();
    }

    /// Frames that a segmenter has looked at.
    const std::set<FrameIndex>& encodedFrames() const { return m_encoded_frames; }
    void setEncodedFrames(std::set<FrameIndex> frames) {
        if (std::exchange(m_encoded_frames, std::move(frames)) != m_encoded_frames) Q_EMIT changed();
    }

  Q_SIGNALS:
    void changed();

  private:
    LayerId m_active_layer;
    LayerId m_copy_of_result;
    std::string m_method;
    std::set<FrameIndex> m_encoded_frames;
};

} // namespace soundmask
