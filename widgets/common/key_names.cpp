#include "widgets/common/key_names.h"

#include <QApplication>
#include <QRegularExpression>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace soundmask {

namespace {

/// Property of a widget: its tool tip with names in braces, and that tip as it was filled in last.
constexpr const char* kTip = "keyed_tool_tip";
constexpr const char* kShownTip = "keyed_tool_tip_shown";
const QString kDots = QStringLiteral("  \u00b7  ");
const QString kSemicolon = QStringLiteral("; ");

const QRegularExpression& namePattern() {
    static const QRegularExpression pattern(QStringLiteral("\\{(\\w+)\\}"));
    return pattern;
}

/// \p text without the parts between \p separator that \p is_dropped.
template <typename Predicate>
QString withoutParts(const QString& text, const QString& separator, Predicate is_dropped) {
    QStringList parts = text.split(separator);
    parts.erase(std::remove_if(parts.begin(), parts.end(), is_dropped), parts.end());
    return parts.join(separator);
}

void showTip(QWidget& widget, const QString& text) {
    const QString shown = KeyNames::instance().filled(text);
    widget.setProperty(kTip, text);
    widget.setProperty(kShownTip, shown);
    widget.setToolTip(shown);
}

} // namespace

KeyNames& KeyNames::instance() {
    static KeyNames names;
    return names;
}

void KeyNames::set(QHash<QString, Name> names) {
    m_names = std::move(names);
    for (QWidget* widget : QApplication::allWidgets()) {
        const QString text = widget->property(kTip).toString();
        if (!text.isEmpty() && widget->toolTip() == widget->property(kShownTip).toString()) showTip(*widget, text);
    }
    Q_EMIT changed();
}

QString KeyNames::filled(const QString& text) const {
    if (!text.contains(QLatin1Char('{'))) return text;
    const auto lacks_key = [this](const QString& part) {
        for (auto match = namePattern().globalMatch(part); match.hasNext();) {
            const auto found = m_names.constFind(match.next().captured(1));
            if (found != m_names.constEnd() && found->key.isEmpty()) return true;
        }
        return false;
    };
    static const QRegularExpression parentheses(QStringLiteral("\\s*\\(([^()]*)\\)"));
    QString kept;
    qsizetype from = 0;
    for (auto match = parentheses.globalMatch(text); match.hasNext();) {
        const auto part = match.next();
        kept += text.mid(from, part.capturedStart() - from);
        from = part.capturedEnd();
        if (!lacks_key(part.captured(1))) {
            kept += part.captured();
        } else if (const QString inside = withoutParts(part.captured(1), kSemicolon, lacks_key); !inside.isEmpty()) {
            kept += QStringLiteral(" (%1)").arg(inside);
        }
    }
    kept += text.mid(from);
    if (kept.contains(kDots)) kept = withoutParts(kept, kDots, lacks_key);

    QString filled;
    from = 0;
    for (auto match = namePattern().globalMatch(kept); match.hasNext();) {
        const auto name = match.next();
        const auto found = m_names.constFind(name.captured(1));
        filled += kept.mid(from, name.capturedStart() - from);
        from = name.capturedEnd();
        if (found == m_names.constEnd())
            filled += name.captured();
        else
            filled += found->key.isEmpty() ? tr("“%1”").arg(found->title) : found->key;
    }
    return filled + kept.mid(from);
}

void KeyNames::setToolTip(QWidget& widget, const QString& text) {
    showTip(widget, text);
}

} // namespace soundmask
