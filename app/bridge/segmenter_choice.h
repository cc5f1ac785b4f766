#pragma once

#include <QObject>
#include <QString>

#include <optional>

#include "core/nn/promptable_segmenter.h"

namespace soundmask {

/// Which Segment Anything the window works with; kept in the settings. GUI thread.
class SegmenterChoice : public QObject {
    Q_OBJECT

  public:
    explicit SegmenterChoice(QObject* parent = nullptr);

    /// What to load; nothing before the user has chosen.
    const std::optional<nn::SegmenterRequest>& request() const { return m_request; }
    void choose(const nn::SegmenterRequest& request);
    bool hasTestWeights() const { return m_request && !m_request->weights; }
    /// "SAM ViT-B (sam_vit_b.pth)"; test weights are called that. Empty when nothing is chosen.
    QString title() const;

  Q_SIGNALS:
    void changed();

  private:
    std::optional<nn::SegmenterRequest> m_request;
};

/// "SAM ViT-B", "MobileSAM": a proper name.
QString segmenterName(nn::SamVariant variant);

/// The weight file of \p variant that was installed with the models; empty when there is none.
QString installedSegmenter(nn::SamVariant variant);

/// The variant that the name of a weight file tells, as the official ones do.
std::optional<nn::SamVariant> segmenterOfFile(const QString& file_name);

} // namespace soundmask
