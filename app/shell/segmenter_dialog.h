#pragma once

#include <QDialog>

#include "app/bridge/segmenter_choice.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace soundmask {

/// Asks which Segment Anything to use: a network and its weight file, or test weights.
class SegmenterDialog : public QDialog {
    Q_OBJECT

  public:
    explicit SegmenterDialog(const SegmenterChoice& choice, QWidget* parent = nullptr);

    /// What is chosen now; nothing while it is not complete.
    std::optional<nn::SegmenterRequest> request() const;
    void setFile(const QString& path);
    void setTestWeights(bool test_weights);
    void setVariant(nn::SamVariant variant);

  private:
    void browse();
    /// Offers the installed file of the network.
    void findInstalled();
    void update();

    QComboBox* m_variant;
    QRadioButton* m_from_file;
    QRadioButton* m_test;
    QLineEdit* m_file;
    QPushButton* m_browse;
    QLabel* m_advice;
    QPushButton* m_use;
    QString m_installed; ///< what findInstalled() offered last
};

} // namespace soundmask
